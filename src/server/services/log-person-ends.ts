import type { PersonId } from '../../domain/ids.ts'
import type { AssignmentEdit } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'

interface Saving {
  /** Null where the edit sets none. */
  readonly passwordHash: string | null
  readonly nowMs: number
}

interface Ends {
  readonly before: readonly BesideFact[]
  readonly once: readonly BesideFact[]
}

/** Nothing of who is new, and of an edit that somebody was faster than: it will be refused. */
async function endsOf(db: Tx, edit: AssignmentEdit, { passwordHash, nowMs }: Saving): Promise<Ends> {
  const stored = await findAssignment(db, 'people', edit.id)
  const leaves = stored?.data['active'] === true && edit.data?.['active'] !== true
  if (stored?.rev !== edit.baseRev || (!leaves && passwordHash === null)) return { before: [], once: [] }
  const personId = edit.id as PersonId
  const at = new Date(nowMs).toISOString()
  const sessions: BesideFact = { what: 'sessions.ended', personId, at }
  const calendar: BesideFact = { what: 'calendar.ended', personId, before: new Date(nowMs + 1).toISOString() }
  return {
    before: leaves ? [sessions, calendar] : [sessions],
    once: [{ what: 'password.set', personId, at, hash: leaves ? null : passwordHash }],
  }
}

/**
 * Tells the log beside the database, before these edits are saved, whose sessions and calendar they end; resolves with what is
 * to be called once they are saved.
 *
 * A restore brings back an older state of the person, who may be there again as if they had not left: they must not come in.
 * A password is told only then: one that was refused must not become theirs by a restore.
 */
export async function logPersonEnds(
  { store, besideLog, clock }: Pick<AppDeps, 'store' | 'besideLog' | 'clock'>,
  edits: readonly AssignmentEdit[],
  passwordHash: string | null,
): Promise<() => Promise<void>> {
  const saving = { passwordHash, nowMs: clock.now() }
  const once: BesideFact[] = []
  for (const edit of edits.filter(({ collection }) => collection === 'people')) {
    const ends = await store.read((db) => endsOf(db, edit, saving))
    for (const fact of ends.before) await besideLog.append(fact)
    once.push(...ends.once)
  }
  return async () => {
    for (const fact of once) await besideLog.append(fact)
  }
}
