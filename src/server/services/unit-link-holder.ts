import type { Selectable } from 'kysely'
import type { DeviceId, PersonId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { isOutsideOwnUnit, may } from '../../domain/people/permissions.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Actor } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { findOutsideCase, type OutsideCase } from './outside-case.ts'
import { findPerson, membershipsOf } from './people.ts'
import type { Caller } from './sessions.ts'
import { hashOfToken } from './unit-links.ts'

/** Whoever holds a link that still counts: a unit without an account, for one sheet of one case. */
export interface LinkHolder extends OutsideCase {
  readonly link: Selectable<Tables['unit_link']>
  readonly linkId: DeviceId
  readonly caseId: SubjectId
  /** Who gave the link out, and answers for what comes through it. */
  readonly issuer: Person
}

/** Unknown, expired, revoked and overtaken are one answer: nobody learns which links there are. */
const ended = (): Problem => new Problem('link/ended', 'This link opens nothing any more.')

/** A link speaks for who gave it out: it ends when they may not send cases out any more. */
async function issuerOf(db: Tx, issuedBy: string, scope: ScopeId): Promise<Person | null> {
  const person = await findPerson(db, issuedBy)
  if (!person?.active || isOutsideOwnUnit(person.role, 'case.sentOut', scope)) return null
  const memberships = await membershipsOf(db, issuedBy as PersonId)
  return memberships.some((each) => each.scope === scope && may(each.role, 'dispatchCase')) ? person : null
}

/** What the token opens now; rejects with `link/ended`. */
export async function findLinkHolder(db: Tx, token: string, nowMs: number): Promise<LinkHolder> {
  const link = await db
    .selectFrom('unit_link')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
  if (!link || link.revoked_at !== null || Date.parse(link.expires_at) < nowMs) throw ended()
  const caseId = link.case_id as SubjectId
  const issuer = await issuerOf(db, link.issued_by, link.scope as ScopeId)
  const found = await findOutsideCase(db, caseId)
  if (!issuer || found?.work.sentBy !== link.sent_by) throw ended()
  return { ...found, link, linkId: link.id as DeviceId, caseId, issuer }
}

/** As the upload of parts knows its callers: bytes of the issuer's, staged under the link, with no feed to see. */
export const uploaderOfLink = ({ issuer, linkId }: LinkHolder): Caller => ({
  person: issuer,
  personId: issuer.id,
  device: linkId,
  memberships: [],
})

/** Nobody of the bureau. */
export const actorOfLink = ({ link }: Pick<LinkHolder, 'link'>): Actor => ({
  actor: 'unit-link',
  role: 'unit',
  scope: link.scope,
})
