import type { DeviceId, EntryId, PersonId } from '../../domain/ids.ts'
import { entryKinds } from '../../domain/journal/entry-kinds.ts'
import { correctedAtMs, type EntryClock, type EntryEnvelope } from '../../domain/journal/entry.ts'
import type { Random } from '../../lib/random.ts'
import type { JournalRow, PartRow } from '../database/rows.ts'
import type { Digest } from './digest.ts'
import type { NewEntry } from './journal.ts'
import { plain } from './plain.ts'
import { positionPart, type PositionPart } from './position-part.ts'

/** Who records, on what, and when: the same for all entries of one save. */
export interface Capture {
  readonly author: PersonId
  readonly device: DeviceId
  readonly nowMs: number
  /** The offset to the server is read with the write, see `withOffset`. */
  readonly clock: Pick<EntryClock, 'monoMs' | 'bootId'>
}

/** A record with everything that needs more than the database: its id, hashes, salts. */
export interface PreparedEntry {
  readonly entry: EntryEnvelope
  readonly position: PositionPart | null
}

export async function prepareEntry(
  given: NewEntry,
  id: EntryId,
  capture: Capture,
  random: Random,
  digest: Digest,
): Promise<PreparedEntry> {
  const position = given.position ? await positionPart(given.position, capture.nowMs, random, digest) : null
  const entry: EntryEnvelope = plain({
    id,
    kind: given.kind,
    v: entryKinds[given.kind].v,
    scope: given.scope,
    subjects: [...given.subjects],
    after: [...(given.after ?? [])],
    author: capture.author,
    device: capture.device,
    at: new Date(capture.nowMs).toISOString(),
    clock: { offsetMs: null, ...capture.clock },
    data: given.data as Record<string, unknown>,
    parts: [...(given.photos ?? []), ...(given.voices ?? []), ...(position ? [position.ref] : [])],
  })
  return { entry, position }
}

/** The record with what the device knows of the server's clock by now. */
export const withOffset = (entry: EntryEnvelope, offsetMs: number | null): EntryEnvelope => ({
  ...entry,
  clock: { ...entry.clock, offsetMs },
})

export function toJournalRow(entry: EntryEnvelope): JournalRow {
  return {
    id: entry.id,
    kind: entry.kind,
    scope: entry.scope,
    subjects: entry.subjects,
    author: entry.author,
    atMs: correctedAtMs(entry),
    sendState: 'queued',
    nextAttemptAtMs: 0,
    attempts: 0,
    rev: 0,
    code: '',
    params: {},
    entry,
    stamp: null,
  }
}

export function toPositionRow({ ref }: PositionPart, entry: EntryEnvelope): PartRow {
  return {
    partId: ref.partId,
    ref,
    kind: ref.kind,
    sha256: ref.sha256,
    entryId: entry.id,
    draftId: '',
    sendState: 'queued',
    bytesSent: 0,
    attempts: 0,
    nextAttemptAtMs: 0,
    takenAtMs: correctedAtMs(entry),
    code: '',
  }
}
