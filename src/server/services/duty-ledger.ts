import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import { addDays } from '../../domain/duty/local-day.ts'
import { foldShift } from '../../domain/duty/fold-shift.ts'
import type { StampedEntry } from '../../domain/journal/entry.ts'
import type { StoodShift } from '../../domain/report/duty-ledger.ts'
import type { Store, Tx } from '../store/store.ts'
import { loadDutyDay, type BoardShift } from './duty-day.ts'
import { entriesAbout } from './entries-about.ts'

export interface Period {
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly timeZone: string
  readonly nowMs: number
}

type EntriesOf = (id: SubjectId) => readonly StampedEntry[]

/** What was reported during each of these shifts, is 紧急 and was not taken back. */
async function criticalOf(
  db: Tx,
  shiftIds: readonly SubjectId[],
  about: EntriesOf,
): Promise<ReadonlyMap<string, StoodShift['critical']>> {
  const reported = shiftIds.flatMap((shiftId) =>
    about(shiftId).flatMap(({ entry }) =>
      entry.kind === 'case.reported' && entry.data.severity === 'critical' && entry.subjects[0]
        ? [{ shiftId, caseId: entry.subjects[0] }]
        : [],
    ),
  )
  const cases = await entriesAbout(
    db,
    reported.map(({ caseId }) => caseId),
  )
  const found = reported.flatMap(({ shiftId, caseId }) => {
    const value = foldCase(caseId, cases.get(caseId) ?? [])
    return value && value.state !== 'withdrawn' ? [{ shiftId, value }] : []
  })
  const byShift = Map.groupBy(found, ({ shiftId }) => shiftId)
  return new Map([...byShift].map(([shiftId, its]) => [shiftId, its.map(({ value }) => value)]))
}

/** All that a feed of these scopes shows about the shifts: of one that was granted, what was recorded of its duty. */
async function entriesOfShifts(db: Tx, shifts: readonly BoardShift[], scopes: readonly ScopeId[]): Promise<EntriesOf> {
  const about = await entriesAbout(
    db,
    shifts.map(({ shift }) => shift.id),
  )
  const ofDuty = new Set(shifts.flatMap(({ entries }) => entries.map(({ entry }) => entry.id)))
  return (id) => (about.get(id) ?? []).filter(({ entry }) => scopes.includes(entry.scope) || ofDuty.has(entry.id))
}

/** At a school, for real, and begun. */
const belongs = ({ shift }: BoardShift, nowMs: number): boolean =>
  shift.schoolId !== undefined && !shift.drill && shift.session !== 'patrol' && Date.parse(shift.startsAt) <= nowMs

/** The shifts at schools in the period, rostered or not, day by day; one day in memory. Tells how many days have been looked through. */
export async function* readStoodShifts(
  store: Store,
  scopes: readonly ScopeId[],
  { from, to, timeZone, nowMs }: Period,
  tellDays: (done: number) => void,
): AsyncGenerator<StoodShift> {
  let days = 0
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const lines = await store.query(async (db): Promise<readonly StoodShift[]> => {
      const { shifts } = await loadDutyDay(db, { scopes, date, timeZone })
      const stood = shifts.filter((each) => belongs(each, nowMs))
      const about = await entriesOfShifts(db, stood, scopes)
      const critical = await criticalOf(
        db,
        stood.map(({ shift }) => shift.id),
        about,
      )
      return stood.map(({ shift }) => ({
        shift,
        state: foldShift(shift.id, about(shift.id)),
        critical: critical.get(shift.id) ?? [],
      }))
    })
    days += 1
    tellDays(days)
    yield* lines
  }
}
