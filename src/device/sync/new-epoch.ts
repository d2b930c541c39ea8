import type { PersonId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import { offerParts } from './offer-parts.ts'
import type { SyncAnswer } from './sync-answer.ts'

/**
 * What the server has answered for, whatever its answer was: what it had refused it may lack as well, and decide otherwise now.
 *
 * Not what was corrected since: it could be accepted beside its correction.
 */
async function offerEntries(db: XunhuDatabase, personId: PersonId): Promise<void> {
  const rows = await db.journal
    .where('sendState')
    .anyOf('accepted', 'refused', 'quarantined')
    .filter((row) => row.author === personId && row.params['answeredBy'] === undefined)
    .toArray()
  await db.journal.bulkPut(
    rows.map((row) => ({
      ...row,
      sendState: 'queued',
      nextAttemptAtMs: 0,
      attempts: 0,
      rev: 0,
      code: '',
      params: {},
    })),
  )
  const withoutEffect = rows.filter(({ sendState }) => sendState !== 'accepted')
  await refoldSubjects(
    db,
    withoutEffect.flatMap(({ subjects }) => subjects),
  )
}

/** What the server accepted is proven before it counts as accepted: a phone that is killed in between offers it again. */
async function keepProof(db: XunhuDatabase, pushedUpTo: string | undefined): Promise<void> {
  if (pushedUpTo === undefined) await db.facts.delete('pushedUpTo')
  else if (pushedUpTo !== (await loadFact(db, 'pushedUpTo'))) await saveFact(db, 'pushedUpTo', pushedUpTo)
}

/**
 * Takes over the server's timeline.
 *
 * After a restore the server may lack what it had answered for: all of this person's entries and parts are offered again.
 * Repeats are harmless, holes are not. Cursors stay: the server knows them for another timeline's and starts from nothing.
 */
export async function applyEpoch(
  db: XunhuDatabase,
  personId: PersonId,
  { epoch, pushedUpTo }: Pick<SyncAnswer, 'epoch' | 'pushedUpTo'>,
): Promise<void> {
  await db.transaction('rw', [...foldTables(db), db.parts, db.partBytes, db.cursors, db.facts], async () => {
    await keepProof(db, pushedUpTo)
    const known = await loadFact(db, 'epoch')
    if (known === epoch) return
    await saveFact(db, 'epoch', epoch)
    // Its numbers were the old timeline's: by them what is sent now would count as covered before it is.
    await db.facts.bulkDelete(['durable', 'partsAskedFor'])
    if (known === undefined) return
    await offerEntries(db, personId)
    await offerParts(db, 'all')
    // Others' entries are shown once the feeds have said which of them are missing.
    await saveFact(db, 'witnessedUpTo', '')
    // By the old cursors the feeds are not read yet, whatever the last page of the old timeline said.
    await db.cursors.toCollection().modify({ complete: 'no' })
  })
}
