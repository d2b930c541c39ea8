import type { Shift } from '../../../domain/duty/shift.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { must } from '../../../lib/must.ts'
import type { Random } from '../../../lib/random.ts'

/** How one person came to one past shift. */
export interface Attendance {
  readonly personId: PersonId
  readonly arrivedAtMs: number
  readonly leftAtMs: number
  /** No position was had; the gate's plaque was photographed. */
  readonly withoutFix: boolean
}

const minuteMs = 60_000

/**
 * Who came to the shift that stands at `index` of all past ones.
 *
 * Every 19th has a late arrival, every 31st one person only, every 53rd a phone without a position; `gapIndex` nobody.
 */
export function attendanceOf(shift: Shift, index: number, gapIndex: number, random: Random): Attendance[] {
  if (index === gapIndex) return []
  const startMs = Date.parse(shift.startsAt)
  const endMs = Date.parse(shift.endsAt)
  const people = index % 31 === 11 ? [must(shift.assignees[0], 'a shift has people')] : shift.assignees
  return people.map((personId, position) => {
    const isLate = index % 19 === 7 && position === people.length - 1
    const delayMs = isLate ? (3 + random.next() * 11) * minuteMs : -(1 + random.next() * 11) * minuteMs
    return {
      personId,
      arrivedAtMs: Math.round(startMs + delayMs),
      leftAtMs: Math.round(endMs + random.next() * 4 * minuteMs),
      withoutFix: index % 53 === 20 && position === 0,
    }
  })
}
