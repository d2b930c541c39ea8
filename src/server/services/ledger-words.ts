import type { CategoryTable } from '../../domain/casework/category.ts'
import type { PersonId, ScopeId, StreetId } from '../../domain/ids.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import type { CaseLedgerWords } from '../../domain/report/case-ledger.ts'
import type { DutyLedgerWords } from '../../domain/report/duty-ledger.ts'
import type { SignLedgerWords } from '../../domain/report/sign-ledger.ts'
import { strongWindEnds } from '../../domain/signage/wind-recheck.ts'
import type { Store } from '../store/store.ts'
import { documentsById } from './named-documents.ts'

/** What the ledgers say of people, squads, streets and schools: as they are called today. */
export type LedgerWords = CaseLedgerWords & DutyLedgerWords & SignLedgerWords

async function majorLabels(store: Store): Promise<ReadonlyMap<string, string | undefined>> {
  const row = await store.query((db) =>
    db
      .selectFrom('assignment')
      .select('data')
      .where('collection', '=', 'standards')
      .where('id', '=', 'categories')
      .executeTakeFirst(),
  )
  const rows = row ? (JSON.parse(row.data) as CategoryTable).rows : []
  return new Map(rows.map(({ slug, majorLabel }) => [slug, majorLabel]))
}

export async function loadLedgerWords(
  store: Store,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): Promise<LedgerWords> {
  const [people, squads, streets, schools, alerts, calendars, majors] = await Promise.all([
    documentsById(store, 'people'),
    documentsById(store, 'squads'),
    documentsById(store, 'streets'),
    documentsById(store, 'schools'),
    documentsById(store, 'alerts'),
    documentsById(store, 'calendars'),
    majorLabels(store),
  ])
  const windEnds = new Map(
    [...squads.keys()].map((squad) => [squad, strongWindEnds([...alerts.values()], squad as ScopeId, nowMs)]),
  )
  return {
    timeZone,
    nowMs,
    nameOf: (id: PersonId) => people.get(id)?.name ?? id,
    roleOf: (id: PersonId) => people.get(id)?.role,
    squadOf: (scope: ScopeId) => squads.get(scope)?.name ?? scope,
    streetOf: (id: StreetId) => streets.get(id),
    windEndsOf: (scope: ScopeId) => windEnds.get(scope) ?? [],
    seasons: calendars.get('calendar')?.seasons ?? [],
    majorOf: (category: string) => majors.get(category),
    schoolOf: ({ schoolId, postId }: Shift) => {
      const school = schoolId && schools.get(schoolId)
      return school && { school: school.name, post: school.posts.find(({ id }) => id === postId)?.name ?? '' }
    },
  }
}
