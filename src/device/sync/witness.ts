import { wireLimits } from '../../protocol/limits.ts'
import type { Witnessed } from '../../protocol/sync.ts'
import type { EntryId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { JournalRow } from '../database/rows.ts'
import { areFeedsRead } from './feeds-read.ts'

/** What a device shows the server of entries that the server may have lost with its timeline. */
export interface WitnessBatch {
  readonly witnessed: readonly Witnessed[]
  /** All others up to here have been shown once this batch is answered; null where none are under way. */
  readonly upTo: EntryId | null
  /** Nothing is left behind it. */
  readonly isLast: boolean
}

/** Rows looked at for one batch: most are held again and only passed by. */
const rowsPerLook = 500

const toWitnessed = ({ entry, stamp, receipt }: JournalRow): readonly Witnessed[] =>
  stamp && receipt ? [{ entry, stamp: { ...stamp }, feed: receipt.feed, receipt: receipt.text }] : []

const sizeOf = (item: Witnessed): number => new TextEncoder().encode(JSON.stringify(item)).length

/** Others' entries that no feed of the new timeline has brought, once all feeds are read to their ends. */
async function lostRows(db: XunhuDatabase, rows: readonly JournalRow[]): Promise<readonly JournalRow[]> {
  const scopes = await db.cursors.toCollection().primaryKeys()
  const asked = rows.filter((row) => row.sendState === 'received' && row.receipt !== undefined)
  const keys = asked.flatMap((row) => scopes.map((scope): [typeof scope, string] => [scope, row.id]))
  const held = new Set((await db.held.bulkGet(keys)).flatMap((row) => (row ? [row.id] : [])))
  return asked.filter((row) => !held.has(row.id))
}

/**
 * The next entries to show: those of this push that bear a receipt, and as many of others' as there is room for.
 *
 * The own ones ride twice, so that an author whom the older database does not know as a member is not refused.
 */
export async function collectWitnessed(db: XunhuDatabase, own: readonly JournalRow[]): Promise<WitnessBatch> {
  const witnessed = own.flatMap(toWitnessed)
  const after = await loadFact(db, 'witnessedUpTo')
  if (after === undefined || own.length > 0 || !(await areFeedsRead(db)))
    return { witnessed, upTo: null, isLast: false }
  const rows = await db.journal.where('id').above(after).limit(rowsPerLook).toArray()
  const lost = new Set((await lostRows(db, rows)).map((row) => row.id))
  let bytes = 0
  let upTo: EntryId | null = null
  for (const row of rows) {
    const [item] = lost.has(row.id) ? toWitnessed(row) : []
    bytes += item ? sizeOf(item) : 0
    const isFull = witnessed.length === wireLimits.entriesPerPush || bytes > wireLimits.pushBytes
    // The first always fits, so that a large one cannot stop the rest.
    if (item && isFull && witnessed.length > 0) return { witnessed, upTo, isLast: false }
    if (item) witnessed.push(item)
    upTo = row.id
  }
  return { witnessed, upTo, isLast: rows.length < rowsPerLook }
}

/** The server has seen this batch, whatever it made of it. */
export async function passWitnessed(db: XunhuDatabase, { upTo, isLast }: WitnessBatch): Promise<void> {
  if (isLast) await db.facts.delete('witnessedUpTo')
  else if (upTo !== null) await saveFact(db, 'witnessedUpTo', upTo)
}

/** Whether others' entries wait to be shown and can be. */
export async function isWitnessing(db: XunhuDatabase): Promise<boolean> {
  return (await loadFact(db, 'witnessedUpTo')) !== undefined && (await areFeedsRead(db))
}
