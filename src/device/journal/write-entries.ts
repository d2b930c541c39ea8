import type { EntryId, PartId } from '../../domain/ids.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { isTaken } from '../../domain/journal/part-ref.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact } from '../database/facts.ts'
import type { JournalRow, PartRow } from '../database/rows.ts'
import { DeviceProblem } from '../device-problem.ts'
import { draftTables, dropDraft } from './drop-draft.ts'
import { toJournalRow, toPositionRow, withOffset, type PreparedEntry } from './prepare-entry.ts'
import { foldTables, keepFoldsOf, loadRowsOf, type RowsOf } from './refold.ts'

export interface WriteOptions {
  readonly removeDraft?: string | undefined
  /** The refused or quarantined record that the first entry corrects. */
  readonly answers?: EntryId | undefined
}

/** What the database holds of these records already, and what they build upon. */
interface Known {
  readonly offsetMs: number | null
  readonly saved: ReadonlyMap<EntryId, EntryEnvelope>
  readonly taken: ReadonlyMap<PartId, PartRow>
  readonly rowsOf: RowsOf
}

const takenIdsOf = ({ parts }: EntryEnvelope): readonly PartId[] => parts.filter(isTaken).map(({ partId }) => partId)

/**
 * Asked for together: a save pays for the way to the engine and back, not for what it fetches.
 *
 * Dexie's own promises only: an async function that is still under way when another read fails keeps Dexie's zone, and the
 * next try would run inside the dead transaction.
 */
async function loadKnown(db: XunhuDatabase, entries: readonly EntryEnvelope[]): Promise<Known> {
  const [offsetMs, saved, taken, rowsOf] = await Promise.all([
    loadFact(db, 'clockOffsetMs'),
    db.journal.bulkGet(entries.map(({ id }) => id)),
    db.parts.bulkGet(entries.flatMap(takenIdsOf)),
    loadRowsOf(
      db,
      entries.flatMap(({ subjects }) => subjects),
    ),
  ])
  return {
    offsetMs: offsetMs ?? null,
    saved: new Map(saved.flatMap((row) => (row ? [[row.id, row.entry] as const] : []))),
    taken: new Map(taken.flatMap((row) => (row ? [[row.partId, row] as const] : []))),
    rowsOf,
  }
}

/** What a person said with a record, without the moment and the salt that every try makes anew. */
const contentOf = ({ kind, subjects, data, parts }: EntryEnvelope): string =>
  canonicalJson({
    kind,
    subjects,
    data,
    taken: parts.filter(isTaken).map((part) => part.partId),
  })

/**
 * Of the records those that are not there yet. One that is there under this id is this very record, saved by a try that lost its answer.
 *
 * Other content under a used id is a programmer's error: to drop it in silence would lose a record.
 */
function newOf(prepared: readonly PreparedEntry[], { saved, offsetMs }: Known): readonly PreparedEntry[] {
  return prepared.flatMap(({ entry, position }) => {
    const before = saved.get(entry.id)
    if (before && contentOf(before) !== contentOf(entry)) throw new Error('entry id used for two records')
    return before ? [] : [{ entry: withOffset(entry, offsetMs), position }]
  })
}

/**
 * Photos and voice notes leave their draft for this entry; one of a refused entry moves on to the corrected one and keeps its send state.
 *
 * An entry must not name one that this phone has lost: it would be owed for ever.
 */
function claimTaken({ entry }: PreparedEntry, { taken }: Known): readonly PartRow[] {
  return entry.parts.flatMap((ref): PartRow[] => {
    if (!isTaken(ref)) return []
    const row = taken.get(ref.partId)
    if (!row) throw new DeviceProblem('storage/emptied')
    const sendState = row.sendState === 'draft' ? 'queued' : row.sendState
    return [{ ...row, ref, sendState, entryId: entry.id, draftId: '' }]
  })
}

/** A subject's rows as they are once these are written. */
const withRows = (rowsOf: RowsOf, added: readonly JournalRow[]): RowsOf =>
  new Map(
    [...rowsOf].map(([subject, rows]) => [
      subject,
      [...rows, ...added.filter((row) => row.subjects.includes(subject))],
    ]),
  )

async function add(db: XunhuDatabase, added: readonly PreparedEntry[], known: Known): Promise<void> {
  const rows = added.map(({ entry }) => toJournalRow(entry))
  const claimed = added.flatMap((item) => claimTaken(item, known))
  const positions = added.flatMap(({ entry, position }) => (position ? [{ entry, position }] : []))
  await db.journal.bulkAdd(rows)
  if (claimed.length > 0) await db.parts.bulkPut(claimed)
  if (positions.length > 0) {
    await db.parts.bulkAdd(positions.map(({ entry, position }) => toPositionRow(position, entry)))
    await db.partBytes.bulkAdd(positions.map(({ position: { ref, bytes } }) => ({ partId: ref.partId, bytes })))
  }
  await keepFoldsOf(db, withRows(known.rowsOf, rows))
}

/** The record that has answered this one before; marks it as answered by `by` when there is none. */
async function findAnswer(db: XunhuDatabase, id: EntryId, by: EntryId): Promise<EntryEnvelope | undefined> {
  const row = await db.journal.get(id)
  if (!row || (row.sendState !== 'refused' && row.sendState !== 'quarantined'))
    throw new DeviceProblem('record/not-found')
  const earlier = row.params['answeredBy']
  if (earlier !== undefined) return (await db.journal.get(earlier as EntryId))?.entry
  await db.journal.update(id, { params: { ...row.params, answeredBy: by } })
  return undefined
}

/**
 * Writes records, their parts, the folds they touch and the removal of their draft: all of it or nothing.
 *
 * Idempotent, so that it may be repeated after a lost connection. Returns the records as they are stored.
 */
export async function writeEntries(
  db: XunhuDatabase,
  prepared: readonly PreparedEntry[],
  { removeDraft, answers }: WriteOptions,
): Promise<readonly EntryEnvelope[]> {
  return db.transaction('rw', [...new Set([...foldTables(db), ...draftTables(db), db.facts])], async () => {
    const [first] = prepared
    const answered = answers && first ? await findAnswer(db, answers, first.entry.id) : undefined
    if (answered && answered.id !== first?.entry.id) return [answered]
    const known = await loadKnown(
      db,
      prepared.map(({ entry }) => entry),
    )
    const added = newOf(prepared, known)
    await add(db, added, known)
    // After the photos were claimed: what is still the draft's goes with it.
    if (removeDraft !== undefined) await dropDraft(db, removeDraft)
    const written = new Map(added.map(({ entry }) => [entry.id, entry]))
    return prepared.map(({ entry }) => written.get(entry.id) ?? known.saved.get(entry.id) ?? entry)
  })
}
