import type { EntryId, SubjectId } from '../../domain/ids.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { DeviceProblem } from '../device-problem.ts'
import { draftTables, dropDraft } from './drop-draft.ts'
import { toJournalRow, toPositionRow, type PreparedEntry } from './prepare-entry.ts'
import { foldTables, refoldSubjects } from './refold.ts'

export interface WriteOptions {
  readonly removeDraft?: string | undefined
  /** The refused or quarantined record that the first entry corrects. */
  readonly answers?: EntryId | undefined
}

/**
 * Photos leave their draft for this entry; one of a refused entry moves on to the corrected one and keeps its send state.
 *
 * An entry must not name a photo that this phone has lost: it would be owed for ever.
 */
async function claimPhotos(db: XunhuDatabase, entry: EntryEnvelope): Promise<void> {
  for (const ref of entry.parts) {
    if (ref.kind !== 'photo') continue
    const row = await db.parts.get(ref.partId)
    if (!row) throw new DeviceProblem('storage/emptied')
    const sendState = row.sendState === 'draft' ? 'queued' : row.sendState
    await db.parts.update(ref.partId, { ref, sendState, entryId: entry.id, draftId: '' })
  }
}

/** What a person said with a record, without the moment and the salt that every try makes anew. */
const contentOf = ({ kind, subjects, data, parts }: EntryEnvelope): string =>
  canonicalJson({
    kind,
    subjects,
    data,
    photos: parts.filter((part) => part.kind === 'photo').map((part) => part.partId),
  })

/**
 * Adds one record; the one that is there already under this id is this very record, saved by a try that lost its answer.
 *
 * Other content under a used id is a programmer's error: to drop it in silence would lose a record.
 */
async function addEntry(db: XunhuDatabase, { entry, position }: PreparedEntry): Promise<EntryEnvelope> {
  const saved = await db.journal.get(entry.id)
  if (saved && contentOf(saved.entry) !== contentOf(entry)) throw new Error('entry id used for two records')
  if (saved) return saved.entry
  await db.journal.add(toJournalRow(entry))
  if (position) {
    await db.parts.add(toPositionRow(position, entry))
    await db.partBytes.add({ partId: position.ref.partId, bytes: position.bytes })
  }
  await claimPhotos(db, entry)
  return entry
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
  return db.transaction('rw', [...new Set([...foldTables(db), ...draftTables(db)])], async () => {
    const [first] = prepared
    const answered = answers && first ? await findAnswer(db, answers, first.entry.id) : undefined
    if (answered && answered.id !== first?.entry.id) return [answered]
    const stored: EntryEnvelope[] = []
    for (const entry of prepared) stored.push(await addEntry(db, entry))
    if (removeDraft !== undefined) await dropDraft(db, removeDraft)
    await refoldSubjects(
      db,
      stored.flatMap(({ subjects }) => subjects as SubjectId[]),
    )
    return stored
  })
}
