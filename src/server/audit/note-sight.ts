import type { AppDeps } from '../app-deps.ts'
import { isStoreUnwritable } from '../problem.ts'
import type { Caller } from '../services/sessions.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import { actorOf, writeAudit, type Act } from './write-audit.ts'

export type SightDeps = Pick<AppDeps, 'store' | 'clock' | 'missedSights'>

/** A panel that fetches its case again at every news is one look at it. */
export const sameLookMs = 10 * 60 * 1000
/** A list lies open for a day, and is read again at every news. */
export const sameListMs = 24 * 60 * 60 * 1000

/** Which of these the caller has seen already since that moment. */
async function seenSince(db: Tx, caller: Caller, acts: readonly Act[], since: string): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  for (const some of inStatements(acts)) {
    const lines = await db
      .selectFrom('audit_line')
      .select(['act', 'target', 'actor'])
      .where(
        'target',
        'in',
        some.map(({ target }) => target),
      )
      .where('at', '>', since)
      .execute()
    // Not in the query: SQLite would walk all that the caller ever did (60 ms of 100,000 lines), instead of these few targets.
    for (const { act, target, actor } of lines) if (actor === caller.personId) seen.add(`${act} ${target}`)
  }
  return seen
}

/** Writes down what somebody saw, each thing once within `withinMs`. A store that takes nothing must not turn away those who only read: then it is only counted. */
export async function noteSights(
  { store, clock, missedSights }: SightDeps,
  caller: Caller,
  acts: readonly Act[],
  withinMs: number,
): Promise<void> {
  if (acts.length === 0) return
  const nowMs = clock.now()
  const seen = await store.read((db) => seenSince(db, caller, acts, new Date(nowMs - withinMs).toISOString()))
  const fresh = acts.filter(({ act, target }) => !seen.has(`${act} ${target}`))
  if (fresh.length === 0) return
  try {
    await store.write((tx) => writeAudit(tx, actorOf(caller), nowMs, fresh))
  } catch (failure) {
    if (!isStoreUnwritable(failure)) throw failure
    missedSights.note(fresh.length)
  }
}

/** The same of one thing that was looked at by itself. */
export const noteSight = (deps: SightDeps, caller: Caller, act: Act): Promise<void> =>
  noteSights(deps, caller, [act], sameLookMs)
