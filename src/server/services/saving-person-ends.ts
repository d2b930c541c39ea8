import type { PersonId } from '../../domain/ids.ts'
import type { AssignmentEdit } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'
import { savingPasswords } from './saving-passwords.ts'
import type { PasswordSet } from './recall-passwords.ts'

interface Saving {
  /** Null where the edit sets none. */
  readonly passwordHash: string | null
  readonly nowMs: number
}

interface Ends {
  readonly closed: readonly BesideFact[]
  readonly passwords: readonly PasswordSet[]
}

const nothing: Ends = { closed: [], passwords: [] }

async function secretOf(db: Tx, personId: PersonId): Promise<string | null> {
  const secret = db.selectFrom('person_secret').select('password_hash').where('person_id', '=', personId)
  return (await secret.executeTakeFirst())?.password_hash ?? null
}

/** Nothing of who is new, and of an edit that somebody was faster than: it will be refused. */
async function endsOf(db: Tx, edit: AssignmentEdit, { passwordHash, nowMs }: Saving): Promise<Ends> {
  const stored = await findAssignment(db, 'people', edit.id)
  if (!stored || stored.rev !== edit.baseRev) return nothing
  const personId = edit.id as PersonId
  const at = new Date(nowMs).toISOString()
  const set = (hash: string | null): PasswordSet => ({ what: 'password.set', personId, at, hash })
  const sessions: BesideFact = { what: 'sessions.ended', personId, at }
  const [was, is] = [stored.data['active'] === true, edit.data?.['active'] === true]
  if (was && !is) {
    const calendar: BesideFact = { what: 'calendar.ended', personId, before: new Date(nowMs + 1).toISOString() }
    return { closed: [sessions, calendar], passwords: [set(null)] }
  }
  if (passwordHash !== null) return { closed: [sessions], passwords: [set(passwordHash)] }
  // Who comes back has their password again, which the log last said was none.
  return !was && is ? { closed: [], passwords: [set(await secretOf(db, personId))] } : nothing
}

/**
 * Tells the log beside the database whose sessions, calendar and passwords these edits end, and then saves them.
 *
 * A restore brings back an older state of the person, who may be there again as if they had not left: they must not come in.
 */
export async function savingPersonEnds<Saved>(
  { store, besideLog, clock }: Pick<AppDeps, 'store' | 'besideLog' | 'clock'>,
  edits: readonly AssignmentEdit[],
  passwordHash: string | null,
  save: () => Promise<Saved>,
): Promise<Saved> {
  const saving = { passwordHash, nowMs: clock.now() }
  const passwords: PasswordSet[] = []
  for (const edit of edits.filter(({ collection }) => collection === 'people')) {
    const ends = await store.read((db) => endsOf(db, edit, saving))
    for (const fact of ends.closed) await besideLog.append(fact)
    passwords.push(...ends.passwords)
  }
  return savingPasswords(besideLog, passwords, save)
}
