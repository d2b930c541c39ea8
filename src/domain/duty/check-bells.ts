import type { School } from '../place/school.ts'
import type { RosterFinding } from './roster-finding.ts'
import { bellWindow } from './rostered-shift.ts'
import type { Shift } from './shift.ts'

const minuteMs = 60_000
/** An Excel may name 07:00 where the window begins at 06:55; what children meet is the bell, within these minutes. */
const toleratedMs = 10 * minuteMs

const isApart = (one: string, other: string): boolean => Math.abs(Date.parse(one) - Date.parse(other)) > toleratedMs

function checkShift(shift: Shift, school: School, timeZone: string): RosterFinding | null {
  const about = { date: shift.date, shiftIds: [shift.id] } as const
  const window = bellWindow(school, shift, timeZone)
  if (window === null) return { code: 'noBell', ...about }
  const isMoved = isApart(window.startsAt, shift.startsAt) || isApart(window.endsAt, shift.endsAt)
  return isMoved ? { code: 'bellMoved', ...about } : null
}

/** Every shift stands around the bells of its school: those of all grades (错峰) and of the season's timetable. */
export function checkBells(
  shifts: readonly Shift[],
  schools: ReadonlyMap<string, School>,
  timeZone: string,
): readonly RosterFinding[] {
  return shifts.flatMap((shift) => {
    const school = schools.get(shift.schoolId ?? '')
    const finding = school ? checkShift(shift, school, timeZone) : null
    return finding ? [finding] : []
  })
}
