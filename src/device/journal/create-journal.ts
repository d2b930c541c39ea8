import type { DeviceId, EntryId, PersonId, SubjectId } from '../../domain/ids.ts'
import { entryKinds } from '../../domain/journal/entry-kinds.ts'
import { correctedAtMs, type EntryClock, type EntryEnvelope, type JournalEntry } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact } from '../database/facts.ts'
import type { JournalRow, PartRow } from '../database/rows.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { Digest } from './digest.ts'
import type { Journal, NewEntry } from './journal.ts'
import { positionPart, type PositionPart } from './position-part.ts'
import { foldTables, refoldSubjects } from './refold.ts'

export interface JournalParts {
  readonly db: XunhuDatabase
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly sleep: Sleep
  readonly author: PersonId
  readonly device: DeviceId
  /** Made at each start of the app: `monoMs` means something only within one. */
  readonly bootId: string
  /** Called after a record is durable. */
  onRecorded(): void
}

interface Prepared {
  readonly entry: EntryEnvelope
  readonly positions: readonly PositionPart[]
}

/** Plain JSON only: a reactive proxy or a class cannot be cloned into IndexedDB. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function toRow(entry: EntryEnvelope): JournalRow {
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

function toPositionRow(ref: PartRef, entry: EntryEnvelope): PartRow {
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
    takenAtMs: Date.parse(entry.at),
    code: '',
  }
}

export function createJournal(parts: JournalParts): Journal {
  const { db, clock, random, digest, sleep } = parts
  const newId = (): EntryId => uuidV7(clock.now(), random) as EntryId

  async function entryClock(): Promise<EntryClock> {
    return { offsetMs: (await loadFact(db, 'clockOffsetMs')) ?? null, monoMs: Math.round(clock.monotonicMs()), bootId: parts.bootId }
  }

  /** Everything that needs more than the database: ids, hashes, salts. */
  async function prepare(given: NewEntry, sharedClock: EntryClock): Promise<Prepared> {
    const nowMs = clock.now()
    const positions = given.position ? [await positionPart(plain(given.position), nowMs, random, digest)] : []
    const entry = plain({
      id: given.id ?? newId(),
      kind: given.kind,
      v: entryKinds[given.kind].v,
      scope: given.scope,
      subjects: [...given.subjects],
      after: [...(given.after ?? [])],
      author: parts.author,
      device: parts.device,
      at: new Date(nowMs).toISOString(),
      clock: sharedClock,
      data: given.data as Record<string, unknown>,
      parts: [...(given.photos ?? []), ...positions.map((position) => position.ref)],
    }) as EntryEnvelope
    return { entry, positions }
  }

  /** Photos leave their draft for this entry; one that already belongs to another entry keeps its row (correct and resend). */
  async function claimPhotos(entry: EntryEnvelope): Promise<void> {
    for (const ref of entry.parts) {
      if (ref.kind !== 'photo') continue
      const row = await db.parts.get(ref.partId)
      if (row?.sendState === 'draft') await db.parts.update(ref.partId, { sendState: 'queued', entryId: entry.id, draftId: '' })
      else if (row) await db.parts.update(ref.partId, { entryId: entry.id })
    }
  }

  async function write(prepared: readonly Prepared[], removeDraft: string | undefined, answered: EntryId | undefined): Promise<void> {
    const tables = [...foldTables(db), db.parts, db.partBytes, db.drafts]
    await db.transaction('rw', tables, async () => {
      for (const { entry, positions } of prepared) {
        // Not `put`: the same id a second time means this very record is already saved (a tap after a kill).
        if (await db.journal.get(entry.id)) continue
        await db.journal.add(toRow(entry))
        for (const { ref, bytes } of positions) {
          await db.parts.add(toPositionRow(ref, entry))
          await db.partBytes.add({ partId: ref.partId, bytes })
        }
        await claimPhotos(entry)
      }
      if (removeDraft !== undefined) await db.drafts.delete(removeDraft)
      if (answered !== undefined) await markAnswered(answered, prepared[0]?.entry.id)
      await refoldSubjects(db, prepared.flatMap(({ entry }) => entry.subjects as SubjectId[]))
    })
  }

  async function markAnswered(id: EntryId, by: EntryId | undefined): Promise<void> {
    const row = await db.journal.get(id)
    if (row) await db.journal.put({ ...row, params: { ...row.params, answeredBy: by ?? '' } })
  }

  async function save(given: readonly NewEntry[], removeDraft?: string, answered?: EntryId): Promise<readonly JournalEntry[]> {
    const sharedClock = await withDb(db, sleep, entryClock)
    const prepared: Prepared[] = []
    for (const entry of given) prepared.push(await prepare(entry, sharedClock))
    await withDb(db, sleep, () => write(prepared, removeDraft, answered))
    parts.onRecorded()
    return prepared.map(({ entry }) => entry as unknown as JournalEntry)
  }

  return {
    newId,
    record: (given, options) => save(given, options?.removeDraft),
    correctAndResend: async (id, corrected) => {
      if (!(await db.journal.get(id))) throw new DeviceProblem('record/not-found')
      const [entry] = await save([corrected], undefined, id)
      if (!entry) throw new DeviceProblem('record/not-found')
      return entry
    },
  }
}
