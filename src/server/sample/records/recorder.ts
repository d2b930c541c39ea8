import { createHash } from 'node:crypto'
import type { PhotoRole } from '../../../domain/casework/photo-rule.ts'
import { entryKinds } from '../../../domain/journal/entry-kinds.ts'
import type { EntryKind } from '../../../domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../domain/journal/entry-schemas.ts'
import type { JournalEntry } from '../../../domain/journal/entry.ts'
import type { PartRef, PhotoRef, PositionRef } from '../../../domain/journal/part-ref.ts'
import type { DeviceId, EntryId, PartId, PersonId, ScopeId, Sha256, SubjectId } from '../../../domain/ids.ts'
import type { Point } from '../../../domain/place/point.ts'
import type { Random } from '../../../lib/random.ts'
import { uuidV7 } from '../../../lib/uuid-v7.ts'
import type { SmallPart } from '../../../protocol/sync.ts'
import type { StockPhoto } from '../photo-stock.ts'

/** What one phone of the sample would have pushed after a shift. */
export interface Batch {
  readonly author: PersonId
  readonly device: DeviceId
  readonly receivedAtMs: number
  readonly entries: readonly JournalEntry[]
  readonly smallParts: readonly SmallPart[]
}

export interface RecordOptions<K extends EntryKind> {
  readonly kind: K
  readonly atMs: number
  readonly subjects: readonly SubjectId[] | ((id: EntryId) => readonly SubjectId[])
  readonly data: EntryData[K]
  readonly parts?: readonly PartRef[]
  readonly after?: readonly EntryId[]
}

/** Writes one person's records as their phone does: same ids, clocks and parts. */
export interface Recorder {
  record<K extends EntryKind>(options: RecordOptions<K>): EntryId
  photoRef(photo: StockPhoto, role: PhotoRole, takenAtMs: number): PhotoRef
  /** Keeps the position for the push and names it. */
  positionRef(point: Point, accuracyM: number, fixAtMs: number): PositionRef
  readonly entries: readonly JournalEntry[]
  batch(receivedAtMs: number): Batch
}

interface RecorderOptions {
  readonly author: PersonId
  readonly device: DeviceId
  readonly scope: ScopeId
  readonly random: Random
  /** When the phone was last started. */
  readonly bootMs: number
}

const iso = (instantMs: number): string => new Date(instantMs).toISOString()
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export function createRecorder({ author, device, scope, random, bootMs }: RecorderOptions): Recorder {
  const entries: JournalEntry[] = []
  const smallParts: SmallPart[] = []
  const offsetMs = Math.round((random.next() - 0.5) * 1_600)
  const bootId = hexOf(random.bytes(8))
  const newPartId = (atMs: number): PartId => uuidV7(atMs, random) as PartId
  return {
    record: ({ kind, atMs, subjects, data, parts = [], after = [] }) => {
      const id = uuidV7(atMs, random) as EntryId
      const entry = {
        id,
        kind,
        v: entryKinds[kind].v,
        scope,
        subjects: [...(typeof subjects === 'function' ? subjects(id) : subjects)],
        after: [...after],
        author,
        device,
        at: iso(atMs - offsetMs),
        clock: { offsetMs, monoMs: Math.max(0, atMs - bootMs), bootId },
        data,
        parts: [...parts],
      }
      entries.push(entry as unknown as JournalEntry)
      return id
    },
    photoRef: (photo, role, takenAtMs) => ({
      kind: 'photo',
      partId: newPartId(takenAtMs),
      sha256: photo.sha256,
      sizeBytes: photo.bytes.length,
      mime: 'image/jpeg',
      role,
      widthPx: 1280,
      heightPx: 960,
      source: 'viewfinder',
      takenAt: iso(takenAtMs),
    }),
    positionRef: (point, accuracyM, fixAtMs) => {
      const fix = { ...point, accuracyM, crs: 'wgs84', source: 'gps', fixAt: iso(fixAtMs) }
      const bytes = Buffer.from(JSON.stringify({ fix, salt: hexOf(random.bytes(16)) }))
      const partId = newPartId(fixAtMs)
      const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256
      smallParts.push({ partId, sha256, base64: bytes.toString('base64') })
      return { kind: 'position', partId, sha256, sizeBytes: bytes.length }
    },
    entries,
    batch: (receivedAtMs) => ({ author, device, receivedAtMs, entries, smallParts }),
  }
}
