import type { PassLock } from './sync-parts.ts'

/**
 * One window at a time by a Web Lock held for one short pass.
 *
 * A frozen window may keep it; then the others wait for their next trigger, and the server's idempotency keeps things right
 * in browsers without locks.
 */
export const createPassLock =
  (locks: LockManager | undefined): PassLock =>
  async <T>(name: string, pass: () => Promise<T>) => {
    if (!locks) return pass()
    return locks.request(name, { ifAvailable: true }, (lock) => (lock ? pass() : ('busyElsewhere' as const)))
  }
