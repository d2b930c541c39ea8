import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'

/** Typing errors are free up to here; then each failure doubles the wait. Nobody is ever locked out. */
const freeFailures = 4
const firstDelayMs = 2_000
const longestDelayMs = 5 * 60_000

const delayMs = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - freeFailures - 1))

/** Rejects with `login/throttled` while any of the keys (account, address) has to wait. Kept in the database: instances share it. */
export async function assertNotThrottled(store: Store, keys: readonly string[], nowMs: number): Promise<void> {
  const rows = await store.read((db) => db.selectFrom('login_throttle').select('next_allowed_ms').where('key', 'in', keys).execute())
  const waitMs = Math.max(0, ...rows.map((row) => Number(row.next_allowed_ms) - nowMs))
  if (waitMs > 0) throw new Problem('login/throttled', 'Too many failed sign-ins.', { retryAfterMs: waitMs })
}

export async function noteFailure(store: Store, keys: readonly string[], nowMs: number): Promise<void> {
  await store.write(async (tx) => {
    for (const key of keys) {
      const known = await tx.selectFrom('login_throttle').select('failures').where('key', '=', key).executeTakeFirst()
      const failures = (known?.failures ?? 0) + 1
      const row = { failures, next_allowed_ms: nowMs + delayMs(failures) }
      await tx.insertInto('login_throttle').values({ key, ...row }).onConflict((conflict) => conflict.column('key').doUpdateSet(row)).execute()
    }
  })
}

export async function forgetFailures(store: Store, keys: readonly string[]): Promise<void> {
  await store.write((tx) => tx.deleteFrom('login_throttle').where('key', 'in', keys).execute())
}
