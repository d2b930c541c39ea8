import type { AppDeps } from '../app-deps.ts'
import { isStoreFull } from '../problem.ts'
import type { Caller } from '../services/sessions.ts'
import type { Tx } from '../store/store.ts'
import { actorOf, writeAudit, type Act } from './write-audit.ts'

/** A panel that fetches its case again at every news is one look at it. */
const sameLookMs = 10 * 60 * 1000

async function hasJustSeen(db: Tx, caller: Caller, { act, target }: Act, nowMs: number): Promise<boolean> {
  const line = await db
    .selectFrom('audit_line')
    .select('seq')
    .where('target', '=', target)
    .where('actor', '=', caller.personId)
    .where('act', '=', act)
    .where('at', '>', new Date(nowMs - sameLookMs).toISOString())
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

/** Writes down that somebody saw something. A full disk must not turn away those who only read: then it is not written. */
export async function noteSight(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  caller: Caller,
  act: Act,
): Promise<void> {
  const nowMs = clock.now()
  if (await store.read((db) => hasJustSeen(db, caller, act, nowMs))) return
  try {
    await store.write((tx) => writeAudit(tx, actorOf(caller), nowMs, [act]))
  } catch (failure) {
    if (!isStoreFull(failure)) throw failure
  }
}
