/** The clock of a case, in ms since 1970. Its limit is in the units of the standard; the moments at which it ends were computed by whoever decided. */
export interface CaseClock {
  readonly state: 'idle' | 'running' | 'paused' | 'stopped'
  /** When its present state began; null before the first start. */
  readonly sinceMs: number | null
  readonly startedAtMs: number | null
  /** The limit that counts now. */
  readonly dueAtMs: number | null
  /** The limit that it was filed with: an extension does not hide it. */
  readonly firstDueAtMs: number | null
  /** How long it had run before its present state began; never less than nothing. */
  readonly ranMs: number
}

/** What an act does to the clock. */
export type ClockMove = 'none' | 'starts' | 'stops' | 'pauses' | 'resumes' | 'extends' | 'clears'

export const idleClock: CaseClock = {
  state: 'idle',
  sinceMs: null,
  startedAtMs: null,
  dueAtMs: null,
  firstDueAtMs: null,
  ranMs: 0,
}

export const startedClock = (atMs: number, dueAtMs: number): CaseClock => ({
  state: 'running',
  sinceMs: atMs,
  startedAtMs: atMs,
  // A limit before its own start is somebody's clock gone wrong.
  dueAtMs: Math.max(atMs, dueAtMs),
  firstDueAtMs: Math.max(atMs, dueAtMs),
  ranMs: 0,
})

/** Decisions stand in the server's order, whatever their own clocks say: no state of the clock is shorter than nothing. */
function enter(clock: CaseClock, state: CaseClock['state'], atMs: number): CaseClock {
  if (clock.state === state || clock.sinceMs === null) return clock
  const sinceMs = Math.max(clock.sinceMs, atMs)
  return { ...clock, state, sinceMs, ranMs: clock.ranMs + (clock.state === 'running' ? sinceMs - clock.sinceMs : 0) }
}

const withLimit = (clock: CaseClock, dueAtMs: number | null): CaseClock =>
  dueAtMs === null ? clock : { ...clock, dueAtMs: Math.max(dueAtMs, clock.startedAtMs ?? dueAtMs) }

/** The clock after an act; `dueAtMs` is the limit that the act brings, null where it brings none. */
export function moveClock(clock: CaseClock, move: ClockMove, atMs: number, dueAtMs: number | null): CaseClock {
  switch (move) {
    case 'none':
      return clock
    case 'starts':
      return startedClock(atMs, dueAtMs ?? atMs)
    case 'stops':
      return enter(clock, 'stopped', atMs)
    case 'pauses':
      return enter(clock, 'paused', atMs)
    case 'resumes':
      return withLimit(enter(clock, 'running', atMs), dueAtMs)
    case 'extends':
      return withLimit(clock, dueAtMs)
    case 'clears':
      return idleClock
  }
}
