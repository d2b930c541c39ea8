import { createHash } from 'node:crypto'
import type { DeviceId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { isOutsideOwnUnit } from '../../domain/people/permissions.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { UnitLinkListResponse, UnitLinkRequest, UnitLinkResponse } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { loadPeople } from './load-people.ts'
import { scopesFor } from './member-scopes.ts'
import { findOutsideCase } from './outside-case.ts'
import type { Caller } from './sessions.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Who opened it stands in the audit for good; the line of a link that nobody can use goes. */
const keptAfterEndMs = 180 * dayMs
/** 256 bits: to be guessed by nobody. */
const tokenBytes = 32

type Deps = Pick<AppDeps, 'store' | 'clock' | 'random'>

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Where the caller may send cases out; a case elsewhere is not there for them. */
function scopesOfSender(caller: Caller): readonly ScopeId[] {
  const scopes = scopesFor(caller, 'dispatchCase')
  return scopes.filter((scope) => !isOutsideOwnUnit(caller.person.role, 'case.sentOut', scope))
}

async function homeOf(db: Tx, caller: Caller, caseId: SubjectId): Promise<ScopeId> {
  const row = await db
    .selectFrom('case_row')
    .select('scope')
    .where('case_id', '=', caseId)
    .where('scope', 'in', scopesOfSender(caller))
    .executeTakeFirst()
  if (!row) throw new Problem('request/not-found', 'There is no such case.')
  return row.scope as ScopeId
}

/** 回复链接: for the unit that has the case now. Rejects with `link/ended` where none has. */
export async function issueUnitLink(
  { store, clock, random }: Deps,
  caller: Caller,
  { caseId, days }: UnitLinkRequest,
): Promise<UnitLinkResponse> {
  const nowMs = clock.now()
  const token = Buffer.from(random.bytes(tokenBytes)).toString('base64url')
  const linkId = uuidV7(nowMs, random) as DeviceId
  const expiresAt = new Date(nowMs + days * dayMs).toISOString()
  await store.write(async (tx) => {
    const scope = await homeOf(tx, caller, caseId)
    const found = await findOutsideCase(tx, caseId)
    if (!found) throw new Problem('link/ended', 'No unit outside has this case.')
    const forgottenBefore = new Date(nowMs - keptAfterEndMs).toISOString()
    await tx.deleteFrom('unit_link').where('expires_at', '<', forgottenBefore).execute()
    const what = { case_id: caseId, scope, sent_by: found.work.sentBy, unit_name: found.work.sheet.unitName }
    const when = { issued_by: caller.personId, issued_at: new Date(nowMs).toISOString(), expires_at: expiresAt }
    const fresh = { revoked_at: null, opened: 0, last_opened_at: null, photos: 0 }
    await tx
      .insertInto('unit_link')
      .values({ id: linkId, token_hash: hashOfToken(token), ...what, ...when, ...fresh })
      .execute()
    const details = { link: linkId, days }
    await writeAudit(tx, actorOf(caller), nowMs, [{ act: 'unitLink.issued', target: caseId, details }])
  })
  return { linkId, token, expiresAt }
}

export async function listUnitLinks(
  { store }: Pick<Deps, 'store'>,
  caller: Caller,
  caseId: SubjectId,
): Promise<UnitLinkListResponse> {
  return store.query(async (db) => {
    const scope = await homeOf(db, caller, caseId)
    const rows = await db
      .selectFrom('unit_link')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('scope', '=', scope)
      .orderBy('issued_at', 'desc')
      .orderBy('id')
      .execute()
    const people = await loadPeople(
      db,
      rows.map((row) => row.issued_by),
    )
    return {
      links: rows.map((row) => ({
        linkId: row.id as DeviceId,
        unitName: row.unit_name,
        issuedByName: people.get(row.issued_by)?.name ?? row.issued_by,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        revokedAt: row.revoked_at,
        opened: row.opened,
        lastOpenedAt: row.last_opened_at,
      })),
    }
  })
}

async function findOwnLink(db: Tx, caller: Caller, linkId: DeviceId) {
  const row = await db
    .selectFrom('unit_link')
    .select(['case_id', 'revoked_at'])
    .where('id', '=', linkId)
    .where('scope', 'in', scopesOfSender(caller))
    .executeTakeFirst()
  if (!row) throw new Problem('request/not-found', 'There is no such link.')
  return row
}

/** For good, on every timeline; a link that is revoked already stays so. */
export async function revokeUnitLink(
  { store, besideLog, clock }: Deps & Pick<AppDeps, 'besideLog'>,
  caller: Caller,
  linkId: DeviceId,
): Promise<void> {
  const known = await store.read((db) => findOwnLink(db, caller, linkId))
  if (known.revoked_at !== null) return
  const at = new Date(clock.now()).toISOString()
  // The log first: no restore may open it again.
  await besideLog.append({ what: 'unitLink.revoked', linkId, at })
  await store.write(async (tx) => {
    await tx.updateTable('unit_link').set({ revoked_at: at }).where('id', '=', linkId).execute()
    const act = { act: 'unitLink.revoked', target: known.case_id, details: { link: linkId } } as const
    await writeAudit(tx, actorOf(caller), clock.now(), [act])
  })
}
