import type { PersonId } from '../ids.ts'
import type { Shift } from './shift.ts'
import type { Presence, ShiftState } from './shift-state.ts'

export type Cover = 'covered' | 'onePerson' | 'late' | 'gap' | 'unknown' | 'future'

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
/** Up to so long after the start a missing person is late, not a gap. */
const lateUntilMs = 15 * 60_000
const alertBeforeBellMs = 10 * 60_000

const isThere = (presence: Presence, atMs: number): boolean =>
  presence.arrivedAtMs <= atMs &&
  (presence.leftAtMs === null || atMs < presence.leftAtMs) &&
  !presence.away.some((span) => span.fromMs <= atMs && (span.toMs === null || atMs < span.toMs))

const presentAt = (state: ShiftState, atMs: number): readonly PersonId[] => [
  ...new Set(state.presences.filter((presence) => isThere(presence, atMs)).map((presence) => presence.personId)),
]

/**
 * What can honestly be said of one moment.
 *
 * A gap is claimed only when the phone of everybody still awaited has spoken since that moment and said nothing of an arrival:
 * a phone that could not speak leaves 未知, never 缺岗.
 */
function coverAt(input: CoverageInput, atMs: number): Cover {
  const { shift, state, lastWordAtMsByPerson, nowMs } = input
  if (atMs >= nowMs) return 'future'
  const present = presentAt(state, atMs)
  if (present.length >= wantedPeople) return 'covered'
  const awaited = shift.assignees.filter((personId) => !present.includes(personId))
  const isSilent = (personId: PersonId): boolean => (lastWordAtMsByPerson.get(personId) ?? -Infinity) < atMs
  if (awaited.some(isSilent)) return 'unknown'
  if (present.length === 1) return 'onePerson'
  return atMs < Date.parse(shift.startsAt) + lateUntilMs ? 'late' : 'gap'
}

/** Every moment at which the answer may change, inside the window. */
function turningPoints({ shift, state, lastWordAtMsByPerson, nowMs }: CoverageInput): readonly number[] {
  const startMs = Date.parse(shift.startsAt)
  const endMs = Date.parse(shift.endsAt)
  const moments = [
    startMs,
    startMs + lateUntilMs,
    nowMs,
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
  return { segments, presentNow: presentAt(input.state, input.nowMs) }
}

/** Ten minutes before the bell to the bell: nobody is on post. Drills are never announced. */
export function uncoveredAlert(input: {
  readonly shift: Shift
  readonly strip: CoverageStrip
  readonly nowMs: number
}): 'uncovered' | 'unknown' | null {
  const { shift, strip, nowMs } = input
  if (shift.drill || !shift.bellAt || strip.presentNow.length > 0) return null
  const bellMs = Date.parse(shift.bellAt)
  if (nowMs < bellMs - alertBeforeBellMs || nowMs > bellMs) return null
  const current = strip.segments.find((segment) => segment.fromMs < nowMs && nowMs <= segment.toMs)
  return current?.cover === 'unknown' ? 'unknown' : 'uncovered'
}
