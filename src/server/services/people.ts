import { bureauScope, type PersonId, type ScopeId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Role } from '../../domain/people/role.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'

export interface Membership {
  readonly scope: ScopeId
  readonly role: Role
}

export async function membershipsOf(tx: Tx, personId: PersonId): Promise<readonly Membership[]> {
  const rows = await tx
    .selectFrom('membership')
    .select(['scope', 'role'])
    .where('person_id', '=', personId)
    .orderBy('scope')
    .execute()
  return rows as unknown as readonly Membership[]
}

export async function findPerson(tx: Tx, personId: string): Promise<Person | null> {
  const stored = await findAssignment(tx, 'people', personId)
  return stored ? (stored.data as unknown as Person) : null
}

export async function findPersonByNumber(tx: Tx, number: string): Promise<Person | null> {
  const rows = await tx
    .selectFrom('assignment')
    .select('data')
    .where('collection', '=', 'people')
    .where('deleted', '=', 0)
    .execute()
  const people = rows.map((row) => JSON.parse(row.data) as Person)
  return people.find((person) => person.number === number) ?? null
}

/** Roles that serve every squad; the others see their own and what the bureau shares. */
const ofAllSquads: readonly Role[] = ['inspector', 'command', 'admin', 'viewer']

/** Sets whose feeds a person reads, from their role and home squad; ends the memberships they no longer have. */
export async function setMemberships(tx: Tx, person: Pick<Person, 'id' | 'role' | 'scope' | 'active'>): Promise<void> {
  await tx.deleteFrom('membership').where('person_id', '=', person.id).execute()
  if (!person.active) return
  const squads = ofAllSquads.includes(person.role)
    ? (
        await tx
          .selectFrom('assignment')
          .select('id')
          .where('collection', '=', 'squads')
          .where('deleted', '=', 0)
          .execute()
      ).map((row) => row.id)
    : [person.scope]
  const scopes = [...new Set([bureauScope as string, ...squads])]
  await tx
    .insertInto('membership')
    .values(scopes.map((scope) => ({ person_id: person.id, scope, role: person.role })))
    .execute()
}

/** A new squad is seen at once by those who serve all squads. */
export async function addSquadForAll(tx: Tx, squad: ScopeId): Promise<void> {
  const rows = await tx
    .selectFrom('membership')
    .select(['person_id', 'role'])
    .where('scope', '=', bureauScope)
    .execute()
  const people = rows.filter((row) => ofAllSquads.includes(row.role as Role))
  if (people.length === 0) return
  await tx
    .insertInto('membership')
    .values(people.map((row) => ({ person_id: row.person_id, scope: squad, role: row.role })))
    .onConflict((conflict) => conflict.columns(['person_id', 'scope']).doNothing())
    .execute()
}

export async function setPassword(tx: Tx, personId: string, passwordHash: string, nowIso: string): Promise<void> {
  const row = { password_hash: passwordHash, updated_at: nowIso }
  await tx
    .insertInto('person_secret')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
}
