import { addMonths, localDate, localTimeToMs } from '../duty/local-day.ts'
import { grades, type Grade } from '../signage/grade.ts'
import type { GradeSince } from '../signage/grade-history.ts'

export interface GradeMonth {
  /** YYYY-MM, in the bureau's time zone. */
  readonly month: string
  /** How the signs stood when the month ended, or stand now in the month that runs; none that was never surveyed until then. */
  readonly standing: Readonly<Record<Grade, number>>
}

const none = (): Record<Grade, number> => Object.fromEntries(grades.map((grade) => [grade, 0])) as Record<Grade, number>

/** The last `months` months up to now, each with the moment at which it ends. */
function monthsUntil(nowMs: number, timeZone: string, months: number): { month: string; endMs: number }[] {
  const first = `${localDate(nowMs, timeZone).slice(0, 7)}-01`
  return Array.from({ length: months }, (_, index) => addMonths(first, index + 1 - months)).map((start) => ({
    month: start.slice(0, 7),
    endMs: localTimeToMs(addMonths(start, 1), '00:00', timeZone),
  }))
}

/** How many signs had which grade at the end of each month. */
export function gradesByMonth(
  signs: Iterable<readonly GradeSince[]>,
  { nowMs, timeZone, months }: { readonly nowMs: number; readonly timeZone: string; readonly months: number },
): readonly GradeMonth[] {
  const ends = monthsUntil(nowMs, timeZone, months).map((each) => ({ ...each, standing: none() }))
  for (const history of signs)
    for (const { endMs, standing } of ends) {
      const last = history.filter(({ atMs }) => atMs < endMs).at(-1)
      if (last) standing[last.grade] += 1
    }
  return ends.map(({ month, standing }) => ({ month, standing }))
}
