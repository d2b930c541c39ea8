import type { Clock } from '../../lib/clock.ts'
import type { PassLock } from './sync-parts.ts'

/** When the window that passes was last awake, kept where every window of this browser reads it. */
export interface PassPulse {
  lastMs(): number
  beat(nowMs: number): void
}

export interface PassLockParts {
  /** Undefined in browsers without Web Locks. */
  readonly locks: LockManager | undefined
  readonly clock: Clock
  readonly pulse: PassPulse
  /** Calls until the returned function is called. */
  repeat(everyMs: number, callback: () => void): () => void
}

/** Correct all the same, for the server takes everything once. */
export const noPassLock: PassLock = (_name, pass) => pass()

const beatEveryMs = 10_000
/** Browsers slow the timers of a hidden window down to one in a minute: only what is silent for longer is frozen. */
export const frozenAfterMs = 75_000

/**
 * One window at a time by a Web Lock held for one short pass; taken away from a window that has frozen with it.
 *
 * A window that wakes without the lock ends its own pass as if nothing had been: what two of them send is taken once.
 */
export function createPassLock({ locks, clock, pulse, repeat }: PassLockParts): PassLock {
  async function awake<T>(pass: () => Promise<T>): Promise<T> {
    pulse.beat(clock.now())
    const stop = repeat(beatEveryMs, () => pulse.beat(clock.now()))
    try {
      return await pass()
    } finally {
      stop()
    }
  }

  async function ask<T>(
    manager: LockManager,
    name: string,
    options: LockOptions,
    pass: () => Promise<T>,
  ): Promise<T | 'busyElsewhere'> {
    let own: Promise<T> | null = null
    try {
      return await manager.request(name, options, (lock) =>
        lock ? (own = awake(pass)) : Promise.resolve('busyElsewhere' as const),
      )
    } catch (failure) {
      // Taken away meanwhile: the outcome is still that of the pass.
      if (own) return own
      throw failure
    }
  }

  if (!locks) return noPassLock
  return async (name, pass) => {
    const outcome = await ask(locks, name, { ifAvailable: true }, pass)
    const isFrozen = outcome === 'busyElsewhere' && clock.now() - pulse.lastMs() > frozenAfterMs
    return isFrozen ? ask(locks, name, { steal: true }, pass) : outcome
  }
}
