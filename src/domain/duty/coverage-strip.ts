import type { PersonId } from '../ids.ts'
import { arrivalTimes } from './arrival-verdict.ts'
import type { Shift } from './shift.ts'
import type { Presence, ShiftState } from './shift-state.ts'

export type Cover = 'covered' | 'onePerson' | 'late' | 'gap' | 'unknown' | 'ended' | 'future'

export interface CoverSegment {
  readonly fromMs: number
  readonly toMs: number
  readonly cover: Cover
}

export interface CoverageStrip {
  /** Joined without a hole from the window's start to its end. */
  readonly segments: readonly CoverSegment[]
  readonly presentNow: readonly PersonId[]
}

export interface CoverageInput {
  readonly shift: Shift
  readonly state: ShiftState
  /** When each person's phone last spoke with the server; null or absent: never. */
  readonly lastWordAtMsByPerson: ReadonlyMap<PersonId, number | null>
  readonly nowMs: number
}

/** At least two at every school. */
const wantedPeople = 2

/** 补录 without an end holds to the end of the window; who arrived with a phone is there until it says otherwise. */
const untilMs = (presence: Presence, endMs: number): number =>
  presence.leftAtMs ?? (presence.basis === 'backfilled' ? endMs : Infinity)

const isThere = (presence: Presence, atMs: number, endMs: number): boolean =>
  presence.arrivedAtMs <= atMs &&
  atMs < untilMs(presence, endMs) &&
  !presence.away.some((span) => span.fromMs <= atMs && (span.toMs === null || atMs < span.toMs))

const presentAt = ({ shift, state }: CoverageInput, atMs: number): readonly PersonId[] => {
  const endMs = Date.parse(shift.endsAt)
  return [
    ...new Set(state.presences.filter((presence) => isThere(presence, atMs, endMs)).map(({ personId }) => personId)),
  ]
}

const leftBy = (state: ShiftState, atMs: number): readonly Presence[] =>
  state.presences.filter((presence) => presence.leftAtMs !== null && presence.leftAtMs <= atMs)

/** After the bell, and the last one to leave ended the duty (the crowd has gone): nobody is awaited any more. */
function isEnded({ shift, state }: CoverageInput, atMs: number): boolean {
  if (shift.bellAt !== undefined && atMs < Date.parse(shift.bellAt)) return false
  const last = [...leftBy(state, atMs)].sort((left, right) => (right.leftAtMs ?? 0) - (left.leftAtMs ?? 0))[0]
  return last?.leftMode === 'ended'
}

/**
 * Whether somebody who should be there may be there unheard: their phone has not spoken since.
 *
 * One who came and left, or stepped away, has said so; one to whom the post was handed is awaited like those of the roster.
 */
function isSomebodyUnheard({ shift, state, lastWordAtMsByPerson }: CoverageInput, atMs: number): boolean {
  const takenOver = leftBy(state, atMs).flatMap(({ handedTo }) => (handedTo === null ? [] : [handedTo]))
  const hasCome = (personId: PersonId): boolean =>
    state.presences.some((presence) => presence.personId === personId && presence.arrivedAtMs <= atMs)
  return [...shift.assignees, ...takenOver].some(
    (personId) => !hasCome(personId) && (lastWordAtMsByPerson.get(personId) ?? -Infinity) < atMs,
  )
}

/**
 * What can honestly be said of one moment.
 *
 * A gap is claimed only when the phone of everybody still awaited has spoken since that moment and said nothing of an arrival:
 * a phone that could not speak leaves 未知, never 缺岗.
 */
function coverAt(input: CoverageInput, atMs: number): Cover {
  if (atMs >= input.nowMs) return 'future'
  const present = presentAt(input, atMs).length
  if (present >= wantedPeople) return 'covered'
  if (present === 0 && isEnded(input, atMs)) return 'ended'
  if (isSomebodyUnheard(input, atMs)) return 'unknown'
  if (present === 1) return 'onePerson'
  return atMs < Date.parse(input.shift.startsAt) + arrivalTimes.lateUntilMs ? 'late' : 'gap'
}

/** Every moment at which the answer may change, inside the window. */
function turningPoints({ shift, state, lastWordAtMsByPerson, nowMs }: CoverageInput): readonly number[] {
  const startMs = Date.parse(shift.startsAt)
  const endMs = Date.parse(shift.endsAt)
  const moments = [
    startMs,
    startMs + arrivalTimes.lateUntilMs,
    nowMs,
    ...(shift.bellAt === undefined ? [] : [Date.parse(shift.bellAt)]),
    ...state.presences.flatMap((presence) => [
      presence.arrivedAtMs,
      presence.leftAtMs ?? endMs,
      ...presence.away.flatMap((span) => [span.fromMs, span.toMs ?? endMs]),
    ]),
    // The moment after the last word: up to and at it the phone has spoken.
    ...[...lastWordAtMsByPerson.values()].flatMap((wordMs) => (wordMs === null ? [] : [wordMs + 1])),
  ]
  return [...new Set(moments.filter((ms) => ms >= startMs && ms < endMs))].sort((left, right) => left - right)
}

/** One shift's minutes from its window's start to its end. */
export function coverageStrip(input: CoverageInput): CoverageStrip {
  const endMs = Date.parse(input.shift.endsAt)
  const points = turningPoints(input)
  const segments: CoverSegment[] = []
  points.forEach((fromMs, index) => {
    const toMs = points[index + 1] ?? endMs
    const cover = coverAt(input, fromMs)
    const last = segments[segments.length - 1]
    if (last?.cover === cover) segments[segments.length - 1] = { ...last, toMs }
    else segments.push({ fromMs, toMs, cover })
  })
  return { segments, presentNow: presentAt(input, input.nowMs) }
}
