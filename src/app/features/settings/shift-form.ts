import { localTimeToMs, weekdayOf } from '../../../domain/duty/local-day.ts'
import { shiftWindow } from '../../../domain/duty/shift-window.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { PersonId, SubjectId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { School } from '../../../domain/place/school.ts'

/** Sessions that a bell governs. */
export const bellSessions = ['arrival', 'noonOut', 'noonIn', 'dismissal', 'evening'] as const

export interface ShiftFormInput {
  readonly id: string
  readonly date: string
  readonly school: School
  readonly session: Shift['session']
  readonly assignees: readonly string[]
}

/** The shift that the form describes; null when the school has no such bell that day. */
export function shiftOfForm({ id, date, school, session, assignees }: ShiftFormInput, timeZone: string): Shift | null {
  const bell = school.bells.find(
    (candidate) => candidate.session === session && candidate.weekdays.includes(weekdayOf(date)),
  )
  const post = school.posts[0]
  if (!bell || !post) return null
  const bellAtMs = localTimeToMs(date, bell.time, timeZone)
  const { startsAtMs, endsAtMs } = shiftWindow(session, bellAtMs)
  return {
    id: id as SubjectId,
    scope: school.scope,
    date,
    session,
    schoolId: school.id,
    postId: post.id,
    title: `${school.name} · ${post.name}`,
    startsAt: new Date(startsAtMs).toISOString(),
    endsAt: new Date(endsAtMs).toISOString(),
    bellAt: new Date(bellAtMs).toISOString(),
    assignees: [...assignees] as PersonId[],
    drill: false,
  }
}

/** What a captain should know before publishing: at least two, one of them with a certificate. */
export function staffingWarnings(people: readonly Person[]): readonly ('tooFew' | 'noOfficer')[] {
  const hasOfficer = people.some((person) => person.role !== 'aux' && person.certificate !== undefined)
  return [...(people.length < 2 ? ['tooFew' as const] : []), ...(hasOfficer ? [] : ['noOfficer' as const])]
}
