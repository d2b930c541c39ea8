import type { EntryId, ScopeId, SubjectId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import type { SignState, SurveyRecord } from '../../domain/signage/sign-state.ts'
import type { Store } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'
import { filteredSigns, type SignFilter, type Today } from './sign-filter.ts'

/** Folded at once: some 20 ms of the thread that answers phones, which may speak in between. */
const perStep = 100

/** The signs that the filter lets through, the worst first, as they are at this moment: a sign that is graded anew meanwhile comes once. */
export async function listSignIds(
  store: Store,
  scopes: readonly ScopeId[],
  filter: SignFilter,
  today: Today,
): Promise<readonly SubjectId[]> {
  const rows = await store.query((db) =>
    filteredSigns(db, scopes, filter, today)
      .select('sign_id')
      .orderBy('grade_rank', 'desc')
      .orderBy('sign_id')
      .execute(),
  )
  return rows.map((row) => row.sign_id as SubjectId)
}

/** These signs as their records say, in the order of the ids; never more than a step in memory. */
export async function* readSigns(store: Store, signIds: readonly SubjectId[]): AsyncGenerator<SignState> {
  for (let from = 0; from < signIds.length; from += perStep) {
    const some = signIds.slice(from, from + perStep)
    const entries = await store.query((db) => entriesAbout(db, some))
    for (const signId of some) {
      const sign = foldSign(signId, entries.get(signId) ?? [])
      if (sign) yield sign
    }
  }
}

/** 远 and 近 tell a sign; a ledger shows no more of each. */
const picturesPerSign = 2
const tellingFirst = ['far', 'near']

const orderOf = ({ role }: PhotoRef): number => {
  const place = tellingFirst.indexOf(role)
  return place < 0 ? tellingFirst.length : place
}

const entriesOf = ({ entryId, supplementedBy }: SurveyRecord): readonly EntryId[] => [entryId, ...supplementedBy]

/** The pictures of each sign's newest survey that are here and not erased, the most telling first. */
export async function storedPictures(
  store: Store,
  signs: readonly SignState[],
): Promise<ReadonlyMap<SubjectId, readonly PhotoRef[]>> {
  const newest = signs.flatMap(({ signId, surveys }) => {
    const survey = surveys.at(-1)
    return survey ? [{ signId, survey }] : []
  })
  const rows = await store.query((db) =>
    db
      .selectFrom('part')
      .select(['part_id', 'entry_id'])
      .where(
        'entry_id',
        'in',
        newest.flatMap(({ survey }) => entriesOf(survey)),
      )
      .where('state', '=', 'stored')
      .execute(),
  )
  const stored = new Set(rows.map((row) => `${row.entry_id} ${row.part_id}`))
  return new Map(
    newest.map(({ signId, survey }) => [
      signId,
      survey.photos
        .filter(({ partId }) => entriesOf(survey).some((entryId) => stored.has(`${entryId} ${partId}`)))
        .toSorted((left, right) => orderOf(left) - orderOf(right))
        .slice(0, picturesPerSign),
    ]),
  )
}
