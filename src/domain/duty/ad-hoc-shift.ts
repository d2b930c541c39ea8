import type { Post, School } from '../place/school.ts'
import type { Street } from '../place/street.ts'
import { localDate, localTimeToMs } from './local-day.ts'
import { bellsOn } from './school-bells.ts'
import type { Session } from './session.ts'
import { shiftWindow } from './shift-window.ts'
import type { ShiftSnapshot } from './shift.ts'

const minuteMs = 60_000
/** 顶岗 at an hour that no bell governs, and 巡查: how long one is expected to be out. */
const withoutBellMs = { standIn: 90 * minuteMs, patrol: 120 * minuteMs } as const
/** As long as a snapshot's title may be. */
const longestTitle = 120

const iso = (ms: number): string => new Date(ms).toISOString()

export interface BellToday {
  readonly session: Session
  /** Several bells of one session (错峰) are one duty: from the first one's window to the last one's. */
  readonly firstMs: number
  readonly lastMs: number
}

/** The sessions that the school's bells make on that day, by time. */
export function bellsToday(school: School, date: string, timeZone: string): readonly BellToday[] {
  const bySession = new Map<Session, number[]>()
  for (const { session, time } of bellsOn(school.bells, date))
    bySession.set(session, [...(bySession.get(session) ?? []), localTimeToMs(date, time, timeZone)])
  return [...bySession]
    .map(([session, moments]) => ({ session, firstMs: Math.min(...moments), lastMs: Math.max(...moments) }))
    .sort((left, right) => left.firstMs - right.firstMs)
}

/** 顶岗: the shift of somebody who stands in without a roster; its window is the bell's, or begins now. */
export function standInShift(input: {
  readonly school: School
  readonly post: Post
  readonly session: Session
  /** As shown in the title. */
  readonly sessionWord: string
  readonly nowMs: number
  readonly timeZone: string
}): ShiftSnapshot {
  const { school, post, session, nowMs, timeZone } = input
  const date = localDate(nowMs, timeZone)
  const bell = bellsToday(school, date, timeZone).find((each) => each.session === session)
  return {
    date,
    session,
    schoolId: school.id,
    postId: post.id,
    title: `${school.name} · ${post.name} ${input.sessionWord}`.slice(0, longestTitle),
    startsAt: iso(bell ? shiftWindow(session, bell.firstMs).startsAtMs : nowMs),
    endsAt: iso(bell ? shiftWindow(session, bell.lastMs).endsAtMs : nowMs + withoutBellMs.standIn),
    ...(bell ? { bellAt: iso(bell.firstMs) } : {}),
  }
}

/** 巡查 along streets, from now on. */
export function patrolShift(input: {
  readonly streets: readonly Street[]
  readonly nowMs: number
  readonly timeZone: string
}): ShiftSnapshot {
  const { streets, nowMs } = input
  return {
    date: localDate(nowMs, input.timeZone),
    session: 'patrol',
    streetIds: streets.map((street) => street.id),
    title: streets
      .map((street) => street.name)
      .join('、')
      .slice(0, longestTitle),
    startsAt: iso(nowMs),
    endsAt: iso(nowMs + withoutBellMs.patrol),
  }
}
