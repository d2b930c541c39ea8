import { bellSessions } from '../../../domain/duty/session.ts'
import type { Bell } from '../../../domain/place/school.ts'

export type BellSession = (typeof bellSessions)[number]

/** One line of the timetable as it is typed; empty where nothing is said. */
export interface BellForm {
  session: BellSession
  time: string
  weekdays: number[]
  gradeBand: string
  /** First and last day of a summer or winter timetable, YYYY-MM-DD. */
  from: string
  to: string
}

const schoolDays = [1, 2, 3, 4, 5]

export const emptyBell = (session: BellSession): BellForm => ({
  session,
  time: '',
  weekdays: [...schoolDays],
  gradeBand: '',
  from: '',
  to: '',
})

const isShown = (session: Bell['session']): session is BellSession => bellSessions.some((one) => one === session)

/** Those that a timetable has; bells of no session that it governs are kept as they are (`otherBells`). */
export const formsOfBells = (bells: readonly Bell[]): BellForm[] =>
  bells.flatMap(({ session, time, weekdays, gradeBand = '', from = '', to = '' }) =>
    isShown(session) ? [{ session, time, weekdays: [...weekdays], gradeBand, from, to }] : [],
  )

export const otherBells = (bells: readonly Bell[]): readonly Bell[] => bells.filter(({ session }) => !isShown(session))

/** A line without a time is one that nobody has filled in. */
export const bellsOfForms = (forms: readonly BellForm[]): Bell[] =>
  forms
    .filter(({ time }) => time !== '')
    .map(({ session, time, weekdays, gradeBand, from, to }) => ({
      session,
      time,
      weekdays: [...weekdays].sort(),
      ...(gradeBand ? { gradeBand } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    }))

export type BrokenBell = 'noWeekday' | 'endsBeforeItBegins'

/** Why a line cannot stand as it is; null where it can. */
export function brokenBell({ time, weekdays, from, to }: BellForm): BrokenBell | null {
  if (time === '') return null
  if (weekdays.length === 0) return 'noWeekday'
  return from !== '' && to !== '' && to < from ? 'endsBeforeItBegins' : null
}
