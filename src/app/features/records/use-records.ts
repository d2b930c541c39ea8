import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { CaseRow, DraftRow, JournalRow, SignRow } from '../../../device/database/rows.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { localDate } from '../../../domain/duty/local-day.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { recordDays, type RecordDay } from './record-days.ts'

const pageRows = 60

export interface Records {
  readonly days: ComputedRef<readonly RecordDay[]>
  readonly drafts: Readonly<Ref<readonly DraftRow[]>>
  /** Cases by their id, of the lines that are about one. */
  readonly casesById: ComputedRef<ReadonlyMap<string, CaseRow>>
  /** Subjects of these lines that were looked for among the cases and are not there. */
  readonly notCases: ComputedRef<ReadonlySet<string>>
  readonly signsById: ComputedRef<ReadonlyMap<string, SignRow>>
  readonly hasMore: ComputedRef<boolean>
  showMore(): void
}

const byId = <T extends { readonly id: string }>(rows: readonly (T | undefined)[]): ReadonlyMap<string, T> =>
  new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])))

/** What the signed-in person recorded, newest first, a page at a time through the index. */
export function useRecords(): Records {
  const { database, drafts, session } = usePerson()
  const limit = ref(pageRows)
  const author = session.personId as PersonId

  const rows = useLiveQuery<readonly JournalRow[]>(
    () =>
      database.journal
        .where('[author+atMs]')
        .between([author, 0], [author, Number.MAX_SAFE_INTEGER])
        .reverse()
        .limit(limit.value)
        .toArray(),
    [],
  )
  const subjectIds = computed(() => [...new Set(rows.value.flatMap((row) => row.subjects.slice(0, 1)))])
  const cases = useLiveQuery(
    async () => {
      const ids = subjectIds.value
      const found = await database.cases.bulkGet(ids)
      return { found, missing: ids.filter((_id, index) => found[index] === undefined) }
    },
    { found: [], missing: [] },
  )
  const signs = useLiveQuery(() => database.signs.bulkGet(subjectIds.value), [])
  const openDrafts = useLiveQuery<readonly DraftRow[]>(
    async () => (await drafts.list()).filter((draft) => draft.kind === 'finding'),
    [],
  )

  return {
    days: computed(() => recordDays(rows.value, (ms) => localDate(ms, session.timeZone))),
    drafts: openDrafts,
    casesById: computed(() => byId(cases.value.found)),
    notCases: computed(() => new Set<string>(cases.value.missing)),
    signsById: computed(() => byId(signs.value)),
    hasMore: computed(() => rows.value.length >= limit.value),
    showMore: () => (limit.value += pageRows),
  }
}
