import { must } from '../../../lib/must.ts'
import { localTimeToMs, weekdayOf } from '../../../domain/duty/local-day.ts'
import { shiftWindow } from '../../../domain/duty/shift-window.ts'
import type { Session } from '../../../domain/duty/session.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { Bell, School } from '../../../domain/place/school.ts'
import { personIdOf, postIdOf, shiftIdOf } from './identities.ts'
import { drillPost, drillWindows, patrols, patrolWindow, roster } from './roster.ts'
import type { RosterLine } from './roster.ts'
import { schools } from './schools.ts'
import { streetsOf } from './streets.ts'

const sessionWords: Partial<Readonly<Record<Session, string>>> = {
  arrival: '到校',
  dismissal: '离校',
  noonOut: '午间离校',
  noonIn: '午间返校',
  evening: '晚自习离校',
}

const iso = (instantMs: number): string => new Date(instantMs).toISOString()

const peopleOf = (numbers: readonly string[]): Pick<Shift, 'assignees' | 'lead'> => ({
  assignees: numbers.map(personIdOf),
  lead: personIdOf(must(numbers[0], 'a shift has a leader')),
})

const placeOf = (schoolIndex: number, gate: string) => {
  const school: School = must(schools[schoolIndex - 1], `school ${schoolIndex} of the roster exists`)
  const postId = postIdOf(schoolIndex, gate)
  const post = must(
    school.posts.find((each) => each.id === postId),
    `post ${postId} of the roster exists`,
  )
  return { school, post, title: `${school.name} · ${post.name}` }
}

const bellsOn = (school: School, session: Session, date: string): Bell[] =>
  school.bells.filter((bell) => bell.session === session && bell.weekdays.includes(weekdayOf(date)))

/** The post's shift on that day, or none where no bell rings. Several bells (错峰) make one window. */
function shiftOf(row: RosterLine, date: string, timeZone: string): Shift[] {
  const { school, post, title } = placeOf(row.schoolIndex, row.gate)
  const bellsMs = bellsOn(school, row.session, date).map((bell) => localTimeToMs(date, bell.time, timeZone))
  if (bellsMs.length === 0) return []
  const windows = bellsMs.map((bellMs) => shiftWindow(row.session, bellMs))
  return [
    {
      id: shiftIdOf(date, `${post.id}-${row.session}`),
      scope: school.scope,
      date,
      session: row.session,
      schoolId: school.id,
      postId: post.id,
      title: `${title} ${sessionWords[row.session] ?? ''}`.trim(),
      startsAt: iso(Math.min(...windows.map((window) => window.startsAtMs))),
      endsAt: iso(Math.max(...windows.map((window) => window.endsAtMs))),
      bellAt: iso(Math.min(...bellsMs)),
      ...peopleOf(row.numbers),
      drill: false,
    },
  ]
}

const patrolsOn = (date: string, timeZone: string): Shift[] =>
  weekdayOf(date) > 5
    ? []
    : patrols.map(({ scope, numbers }) => ({
        id: shiftIdOf(date, `patrol-${scope}`),
        scope,
        date,
        session: 'patrol',
        streetIds: streetsOf(scope).map((street) => street.id),
        title: '校园周边巡查',
        startsAt: iso(localTimeToMs(date, patrolWindow.from, timeZone)),
        endsAt: iso(localTimeToMs(date, patrolWindow.to, timeZone)),
        ...peopleOf(numbers),
        drill: false,
      }))

/** What the roster says of one day; nothing on Saturdays and Sundays. */
export const rosteredShifts = (date: string, timeZone: string): Shift[] => [
  ...roster.flatMap((row) => shiftOf(row, date, timeZone)),
  ...patrolsOn(date, timeZone),
]

/** 演练: one post that is open at every moment of the day, whatever day it is. */
export function drillShifts(date: string, timeZone: string): Shift[] {
  const { school, post, title } = placeOf(drillPost.schoolIndex, drillPost.gate)
  return drillWindows.map(({ name, from, to }) => ({
    id: shiftIdOf(date, name),
    scope: drillPost.scope,
    date,
    session: 'drill',
    schoolId: school.id,
    postId: post.id,
    title: `${title} 演练`,
    startsAt: iso(localTimeToMs(date, from, timeZone)),
    endsAt: iso(localTimeToMs(date, to, timeZone)),
    ...peopleOf(drillPost.numbers),
    drill: true,
  }))
}
