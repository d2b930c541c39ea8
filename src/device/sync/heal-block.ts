import type { EntryId, PersonId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { blockOf, revisionsOf, type BlockSums } from '../../protocol/feed-digest.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { saveFact } from '../database/facts.ts'
import { withDb } from '../database/with-db.ts'
import { refoldSubjects } from '../journal/refold.ts'
import { noteEnded } from './ended-subjects.ts'
import { addSums, heldOf, holdEarlierRows, holdRows } from './held-rows.ts'
import { letGo, letGoTables } from './let-go.ts'
import { offerParts } from './offer-parts.ts'
import { keyOf, storeEntries, toAssignmentRow, toHeldRow } from './pulled-rows.ts'
import { BlockAnswer } from './sync-answer.ts'
import type { SyncParts } from './sync-parts.ts'

/** A block of a feed, as far as the device had read the feed when it asked. */
export interface BlockPlace {
  readonly scope: ScopeId
  readonly block: number
  readonly cursor: string
}

type Block = Pick<BlockAnswer, 'entries' | 'earlier' | 'assignments' | 'leftOut'>

async function fetchBlock({ http }: SyncParts, { scope, block, cursor }: BlockPlace): Promise<Block> {
  const pages: BlockAnswer[] = []
  let after: string | null = null
  do {
    const body = { scope, block, upTo: cursor, after, limit: wireLimits.rowsPerPull }
    const page: BlockAnswer = await http.call('POST', '/api/sync/block', BlockAnswer, { body })
    pages.push(page)
    after = page.to
  } while (after !== null)
  return {
    entries: pages.flatMap((page) => page.entries),
    earlier: pages.flatMap((page) => page.earlier),
    assignments: pages.flatMap((page) => page.assignments),
    leftOut: pages.flatMap((page) => page.leftOut),
  }
}

/**
 * Lets go of entries that the block does not hold.
 *
 * It may be the server that has lost them, and a repetition is harmless: the person's own are sent again instead, with their
 * parts, and others' are shown to it before they go.
 */
async function releaseSuperfluous(
  db: XunhuDatabase,
  { scope, block }: BlockPlace,
  given: ReadonlySet<string>,
  personId: PersonId,
): Promise<void> {
  const superfluous = await heldOf(db, scope)
    .filter(({ id, rev }) => blockOf(rev) === block && !given.has(id))
    .toArray()
  await db.held.bulkDelete(superfluous.map(({ id }) => [scope, id]))
  const rows = await db.journal.bulkGet(superfluous.map(({ id }) => id as EntryId))
  const own = rows.flatMap((row) => (row?.author === personId && row.sendState === 'accepted' ? [row] : []))
  await db.journal.bulkPut(own.map((row) => ({ ...row, sendState: 'queued', nextAttemptAtMs: 0, attempts: 0 })))
  await offerParts(
    db,
    own.map(({ id }) => id),
  )
  const others = rows.flatMap((row) => (row?.sendState === 'received' && row.receipt ? [row] : []))
  if (others.length > 0) await saveFact(db, 'witnessedUpTo', '')
  await noteEnded(
    db,
    others.flatMap(({ subjects }) => subjects.slice(0, 1)),
  )
  const shownFirst = new Set<string>(others.map(({ id }) => id))
  await letGo(
    db,
    superfluous.flatMap(({ id }) => (shownFirst.has(id) ? [] : [id as EntryId])),
  )
}

async function replaceDocuments(db: XunhuDatabase, { scope, block }: BlockPlace, given: Block): Promise<void> {
  const [first, last] = revisionsOf(block)
  const named = new Set(given.assignments.map(keyOf))
  await db.assignments
    .where('scope')
    .equals(scope)
    .filter(({ key, rev }) => rev >= first && rev <= last && !named.has(key))
    .delete()
  await db.assignments.bulkPut(given.assignments.map(toAssignmentRow))
}

/** What the block holds, and the rest of its subjects, are here afterwards; what it does not hold is not. */
async function applyBlock(db: XunhuDatabase, place: BlockPlace, given: Block, personId: PersonId): Promise<void> {
  const { scope, block } = place
  await db.transaction('rw', [...letGoTables(db), db.assignments], async () => {
    const row = await db.cursors.get(scope)
    // Another window has read on meanwhile: the next comparison finds what is still wrong.
    if (row?.cursor !== place.cursor) return
    const ids = new Set<string>(given.entries.map(({ entry }) => entry.id))
    const rest = given.earlier.filter(({ entry }) => !ids.has(entry.id))
    await storeEntries(db, scope, [...given.entries, ...rest])
    await releaseSuperfluous(db, place, ids, personId)
    const leftOut: BlockSums = new Map(row.leftOut)
    leftOut.delete(block)
    addSums(leftOut, given.leftOut)
    const toHeld = (items: Block['entries']) => items.map((item) => toHeldRow(scope, item))
    await holdRows(db, toHeld(given.entries), leftOut)
    await holdEarlierRows(db, toHeld(rest), leftOut)
    await replaceDocuments(db, place, given)
    await refoldSubjects(
      db,
      [...given.entries, ...rest].flatMap(({ entry }) => entry.subjects as SubjectId[]),
    )
    await db.cursors.put({ ...row, leftOut: [...leftOut] })
  })
}

/** Reads a block of a feed again and makes what is held of it equal. Rejects as the HTTP client does. */
export async function healBlock(parts: SyncParts, place: BlockPlace): Promise<void> {
  const given = await fetchBlock(parts, place)
  await withDb(parts.db, parts.sleep, () => applyBlock(parts.db, place, given, parts.personId))
}
