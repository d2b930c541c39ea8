import type { PersonId, ScopeId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { dropCalendarLink } from './own-calendar.ts'
import { setMemberships, setPassword } from './people.ts'
import type { Caller } from './sessions.ts'
import { settleRoutesNaming } from './settle-routes.ts'

export interface PersonEdit {
  readonly id: string
  readonly data: Readonly<Record<string, unknown>> | null
  /** As it stood before; who is new was not. */
  readonly wasActive: boolean
  readonly passwordHash: string | null
  readonly nowMs: number
  readonly caller: Caller
}

const invalid = (path: string, message: string): Problem =>
  new Problem('assignment/invalid', message, { params: { path } })

/** Two people with one number could not both sign in. */
async function assertNumberIsFree(tx: Tx, person: Person): Promise<void> {
  const rows = await tx
    .selectFrom('assignment')
    .select('data')
    .where('collection', '=', 'people')
    .where('id', '!=', person.id)
    .where('deleted', '=', 0)
    .execute()
  const isTaken = rows.some((row) => (JSON.parse(row.data) as Person).number === person.number)
  if (isTaken) throw invalid('number', 'Somebody else has this number.')
}

/** An administrator who shuts themself out may leave nobody who can let them in again. */
function assertNotOwnExit(edit: PersonEdit, person: Person | null): void {
  const isSelf = edit.id === edit.caller.personId
  if (isSelf && (!person?.active || person.role !== 'admin'))
    throw invalid('role', 'Another administrator must do this.')
}

/** Those of revoked devices stay: only by them the device hears that it is to erase itself. */
const endSessions = (tx: Tx, id: string): Promise<unknown> =>
  tx
    .deleteFrom('session')
    .where('person_id', '=', id)
    .where('device', 'not in', tx.selectFrom('device').select('id').where('revoked', '=', 1))
    .execute()

/**
 * What follows from an edit of a person: whose feeds they read, their password, the end of sessions that no longer hold, and
 * tonight's routes that name them. Answers with the scopes that have news by it.
 */
export async function savePersonEdit(tx: Tx, edit: PersonEdit): Promise<readonly ScopeId[]> {
  await saveAccess(tx, edit)
  return settleRoutesNaming(tx, edit.id as PersonId, edit.nowMs)
}

async function saveAccess(tx: Tx, edit: PersonEdit): Promise<void> {
  // putAssignment has checked the data against the same schema.
  const person = edit.data as unknown as Person | null
  assertNotOwnExit(edit, person)
  if (!person) {
    await tx.deleteFrom('membership').where('person_id', '=', edit.id).execute()
    await tx.deleteFrom('person_secret').where('person_id', '=', edit.id).execute()
    await dropCalendarLink(tx, edit.id)
    await endSessions(tx, edit.id)
    return
  }
  await assertNumberIsFree(tx, person)
  await setMemberships(tx, { ...person, id: edit.id as PersonId })
  const nowIso = new Date(edit.nowMs).toISOString()
  if (edit.passwordHash !== null) await setPassword(tx, edit.id, edit.passwordHash, nowIso)
  // Who comes back has their password from now on: that they had left ends it in an older database only.
  else if (person.active && !edit.wasActive)
    await tx.updateTable('person_secret').set({ updated_at: nowIso }).where('person_id', '=', edit.id).execute()
  if (!person.active) await dropCalendarLink(tx, edit.id)
  if (edit.passwordHash !== null || !person.active) await endSessions(tx, edit.id)
}
