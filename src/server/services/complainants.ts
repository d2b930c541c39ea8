import type { EntryId, ScopeId } from '../../domain/ids.ts'
import { isOpenCase } from '../../domain/casework/case-stage.ts'
import { complainantSight } from '../../domain/people/complainant-sight.ts'
import type { ComplainantResponse, ComplainantsRequest } from '../../protocol/complaints.ts'
import type { AppDeps } from '../app-deps.ts'
import { noteSight, type SightDeps } from '../audit/note-sight.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import type { Caller } from './sessions.ts'

/** Of these complaints those that somebody else has recorded. */
async function recordedByOthers(
  tx: Tx,
  caller: Caller,
  { complainants }: ComplainantsRequest,
): Promise<ReadonlySet<string>> {
  const ids = complainants.map(({ complaintId }) => complaintId)
  const rows = await tx
    .selectFrom('entry')
    .select('id')
    .where('id', 'in', ids)
    .where('author', '<>', caller.personId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Keeps who complained apart from the record; the first word about a complaint stays, so that a repetition changes nothing.
 *
 * It comes before the record, or after it from the same person. What is said of a complaint of somebody else's is dropped, and
 * answered as everything is: nobody learns so which complaints there are.
 */
export async function keepComplainants(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  caller: Caller,
  request: ComplainantsRequest,
): Promise<void> {
  const storedAt = new Date(clock.now()).toISOString()
  const rows = request.complainants.map(({ complaintId, name, phone, words }) => ({
    complaint_id: complaintId,
    author: caller.personId,
    name,
    phone,
    words,
    stored_at: storedAt,
  }))
  await store.write(async (tx) => {
    const others = await recordedByOthers(tx, caller, request)
    const own = rows.filter(({ complaint_id: id }) => !others.has(id))
    if (own.length === 0) return
    await tx
      .insertInto('complainant')
      .values(own)
      .onConflict((conflict) => conflict.column('complaint_id').doNothing())
      .execute()
  })
}

/** By name, for those who answer and who handle the case; rejects with `request/not-found` for complaints of others, and where it was forgotten. */
export async function showComplainant(
  deps: SightDeps,
  caller: Caller,
  complaintId: EntryId,
): Promise<ComplainantResponse> {
  const found = await deps.store.read((db) =>
    db
      .selectFrom('complaint_row')
      .innerJoin('complainant', 'complainant.complaint_id', 'complaint_row.complaint_id')
      .innerJoin('case_row', 'case_row.case_id', 'complaint_row.case_id')
      .select(['complainant.name', 'complainant.phone', 'complainant.words'])
      .select(['complaint_row.scope', 'case_row.handler_id', 'case_row.state'])
      .where('complaint_row.complaint_id', '=', complaintId)
      .executeTakeFirst(),
  )
  // While she works on it: when it is closed, there is nothing left to ask anybody.
  const isOwnCase = found !== undefined && isOpenCase(found.state) && found.handler_id === caller.personId
  if (!found || complainantSight(caller.memberships, { scope: found.scope as ScopeId, isOwnCase }) !== 'clear')
    throw new Problem('request/not-found', 'Nobody is known for this complaint.')
  await noteSight(deps, caller, { act: 'complainant.seen', target: complaintId })
  const { name, phone, words } = found
  return { name, phone, words }
}

/** Which of these numbers of a hotline are entered already, in what the caller may see. */
export async function knownNumbers(store: Store, caller: Caller, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return []
  const rows = await store.query((db) =>
    db
      .selectFrom('complaint_row')
      .select('source_no')
      .distinct()
      .where('source_no', 'in', numbers)
      .where('scope', 'in', scopesFor(caller, 'handleComplaint'))
      .execute(),
  )
  return rows.map((row) => row.source_no)
}

/** Forgets everybody whose time is over; returns how many. */
export async function forgetComplainants(tx: Tx, storedBefore: string): Promise<number> {
  const gone = await tx
    .deleteFrom('complainant')
    .where('stored_at', '<', storedBefore)
    .returning('complaint_id')
    .execute()
  return gone.length
}
