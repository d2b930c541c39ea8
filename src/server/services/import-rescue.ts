import { bureauScope, type EntryId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import type { RescueRequest, RescueResponse } from '../../protocol/rescue.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { scopesFor } from './member-scopes.ts'
import { findPerson } from './people.ts'
import { preparePush, receiveEntries, type PreparedPush, type Received } from './receive-entries.ts'
import type { Caller } from './sessions.ts'

const denied = (): Problem => new Problem('access/denied', 'The author or the device is not of this person’s squads.')

/** The author, if the caller answers for them: of the same squad, or of the bureau for those who serve it. */
async function authorFor(tx: Tx, caller: Caller, { author, device }: RescueRequest): Promise<Person> {
  const person = await findPerson(tx, author)
  const servesBureau = caller.person.scope === bureauScope
  const mine = scopesFor(caller, 'importOffline').filter((scope) => servesBureau || scope !== bureauScope)
  if (!person || !mine.includes(person.scope)) throw denied()
  const bound = await tx.selectFrom('device').select('person_id').where('id', '=', device).executeTakeFirst()
  if (bound && bound.person_id !== author) throw denied()
  return person
}

async function knownIds(tx: Tx, push: PreparedPush): Promise<ReadonlySet<string>> {
  const ids = push.checked.flatMap((checked) => (checked.check === 'readable' ? [checked.entry.id] : []))
  if (ids.length === 0) return new Set()
  const rows = await tx.selectFrom('entry').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}

/** Beside the entry, which stays its author's; a second import by the same person is the same fact. */
async function noteImporter(tx: Tx, caller: Caller, request: RescueRequest, received: Received, nowMs: number) {
  const ids = new Set(received.results.flatMap(({ id }): EntryId[] => (id === null ? [] : [id])))
  if (ids.size === 0) return
  const imported = {
    importer: caller.personId,
    exported_at: request.exportedAt,
    imported_at: new Date(nowMs).toISOString(),
  }
  await tx
    .insertInto('rescued_entry')
    .values([...ids].map((id) => ({ entry_id: id, ...imported })))
    .onConflict((conflict) => conflict.columns(['entry_id', 'importer']).doNothing())
    .execute()
}

/**
 * 导入离线记录: takes in what a phone could not send, under its author, device and ids, as if the author had pushed it now.
 *
 * Rejects with `access/denied` where the caller does not answer for the author. A repetition, and the phone's own push
 * afterwards, change nothing.
 */
export async function importRescue(
  { store, clock, live }: Pick<AppDeps, 'store' | 'clock' | 'live'>,
  caller: Caller,
  request: RescueRequest,
): Promise<RescueResponse> {
  const { author, device, entries, smallParts } = request
  const nowMs = clock.now()
  const prepared = preparePush({ author, device, entries, smallParts, nowMs })
  const { received, known, person } = await store.write(async (tx) => {
    const person = await authorFor(tx, caller, request)
    const known = await knownIds(tx, prepared)
    const received = await receiveEntries(tx, prepared)
    await noteImporter(tx, caller, request, received, nowMs)
    const details = { person: author, entries: entries.length }
    await writeAudit(tx, actorOf(caller), nowMs, [{ act: 'records.imported', target: device, details }])
    return { received, known, person }
  })
  live.publish(received.touchedScopes)
  return {
    authorName: person.name,
    results: received.results.map((result) => ({ ...result, known: result.id !== null && known.has(result.id) })),
  }
}
