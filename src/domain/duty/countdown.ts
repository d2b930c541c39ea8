import type { ShiftSnapshot } from './shift.ts'

export interface Countdown {
  readonly to: 'start' | 'bell' | 'end'
  readonly remainingMs: number
}

/** What of a shift comes next, and in how long: its start, its bell, its end; null when it is over. */
export function countdown(
  shift: Pick<ShiftSnapshot, 'startsAt' | 'bellAt' | 'endsAt'>,
  nowMs: number,
): Countdown | null {
  const moments = [
    { to: 'start', at: shift.startsAt },
    { to: 'bell', at: shift.bellAt },
    { to: 'end', at: shift.endsAt },
  ] as const
  for (const { to, at } of moments) {
    const remainingMs = at === undefined ? 0 : Date.parse(at) - nowMs
    if (remainingMs > 0) return { to, remainingMs }
  }
  return null
}
