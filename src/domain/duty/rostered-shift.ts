import type { PersonId, SubjectId } from '../ids.ts'
import type { Post, School } from '../place/school.ts'
import { addDays, localDate, localTime, localTimeToMs } from './local-day.ts'
import { bellsOnTeachingDay } from './school-bells.ts'
import type { Session } from './session.ts'
import { shiftWindow } from './shift-window.ts'
import type { Shift } from './shift.ts'

const dayMs = 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString()

/** A subject's id has 100 characters at most; the end of a post's id tells it from its neighbours. */
const mostOfPostId = 70

/**
 * One shift for one post, session and day, so that two captains who plan it at once meet in one document.
 */
const rosteredShiftId = (date: string, post: Pick<Post, 'id'>, session: Session): SubjectId =>
  `shift-${date}-${post.id.slice(-mostOfPostId)}-${session}` as SubjectId

/** Several bells of one session (错峰放学) are one duty: from the first one's window to the last one's. Null where none rings. */
export function bellWindow(
  school: Pick<School, 'bells'>,
  { date, session }: Pick<Shift, 'date' | 'session'>,
  timeZone: string,
): Pick<Shift, 'startsAt' | 'endsAt' | 'bellAt'> | null {
  const moments = bellsOnTeachingDay(school.bells, date)
    .filter((bell) => bell.session === session)
    .map((bell) => localTimeToMs(date, bell.time, timeZone))
  if (moments.length === 0) return null
  return {
    startsAt: iso(shiftWindow(session, Math.min(...moments)).startsAtMs),
    endsAt: iso(shiftWindow(session, Math.max(...moments)).endsAtMs),
    bellAt: iso(Math.min(...moments)),
  }
}

export interface PostSlot {
  readonly school: School
  readonly post: Post
  readonly session: Session
  readonly date: string
}

/** The shift of a post with these people; null where no bell of the school governs it. */
export function rosteredShift(slot: PostSlot, people: readonly PersonId[], timeZone: string): Shift | null {
  const { school, post, session, date } = slot
  const window = bellWindow(school, slot, timeZone)
  if (!window) return null
  return {
    id: rosteredShiftId(date, post, session),
    scope: school.scope,
    date,
    session,
    schoolId: school.id,
    postId: post.id,
    title: `${school.name} · ${post.name}`.slice(0, 120),
    ...window,
    assignees: [...people],
    drill: false,
  }
}

/** At the same hour, as many days later (or earlier): a round that ends after midnight still does. */
function onDay(instant: string, { date: from }: Shift, to: string, timeZone: string): string {
  const ms = Date.parse(instant)
  const laterDays = Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
  return iso(localTimeToMs(addDays(localDate(ms, timeZone), laterDays), localTime(ms, timeZone), timeZone))
}

/** 巡查 of another day: the same streets at the same hours. */
export function patrolOnDay(patrol: Shift, date: string, timeZone: string): Shift {
  return {
    ...patrol,
    id: patrol.id.includes(patrol.date)
      ? (patrol.id.replace(patrol.date, date) as SubjectId)
      : (`${patrol.id.slice(0, 80)}-${date}` as SubjectId),
    date,
    startsAt: onDay(patrol.startsAt, patrol, date, timeZone),
    endsAt: onDay(patrol.endsAt, patrol, date, timeZone),
  }
}
