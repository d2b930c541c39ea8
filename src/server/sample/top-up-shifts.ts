import { addDays, localDate } from '../../domain/duty/local-day.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import { putAssignments } from '../services/assignments.ts'
import type { Tx } from '../store/store.ts'
import { squadOne, squadTwo } from './bureau/identities.ts'
import { drillShifts, rosteredShifts } from './bureau/shifts.ts'

/** Three weeks back, where the sample's records lie, and two weeks ahead. */
const rosterDays = { back: 21, ahead: 14 } as const

const datesFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) => addDays(first, day))

/** Rosters of the weeks around today; drills from yesterday on, for clocks that are behind the server's. */
export function shiftsAround(nowMs: number, timeZone: string): Shift[] {
  const today = localDate(nowMs, timeZone)
  const rostered = datesFrom(addDays(today, -rosterDays.back), rosterDays.back + rosterDays.ahead + 1)
  const drilled = datesFrom(addDays(today, -1), rosterDays.ahead + 2)
  return [
    ...rostered.flatMap((date) => rosteredShifts(date, timeZone)),
    ...drilled.flatMap((date) => drillShifts(date, timeZone)),
  ]
}

/** Adds the shifts that are not there yet; one that a person changed or took away stays as they left it. */
export async function topUpShifts(
  tx: Tx,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): Promise<void> {
  const rows = await tx.selectFrom('assignment').select('id').where('collection', '=', 'shifts').execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = shiftsAround(nowMs, timeZone).filter((shift) => !known.has(shift.id))
  for (const scope of [squadOne, squadTwo]) {
    const puts = missing.filter((shift) => shift.scope === scope)
    await putAssignments(
      tx,
      scope,
      puts.map((data) => ({ collection: 'shifts', id: data.id, baseRev: null, data })),
    )
  }
}
