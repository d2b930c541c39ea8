import type { PartId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { Random } from '../../lib/random.ts'
import type { Clock } from '../../lib/clock.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { withRoom } from '../database/with-room.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { Digest } from '../journal/digest.ts'
import type { ImagePipeline, ProcessedImage } from './image-pipeline.ts'
import type { CaptureRequest, PhotoShelf } from './photo-shelf.ts'

export interface PhotoShelfParts {
  readonly db: XunhuDatabase
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly pipeline: ImagePipeline
  readonly sleep: Sleep
}

interface Kept {
  readonly row: PartRow
  readonly ref: PhotoRef
  readonly bytes: ArrayBuffer
  readonly thumbnail: ArrayBuffer | null
}

type Picture = Exclude<ProcessedImage, { outcome: 'notAPicture' }>

const iso = (ms: number): string => new Date(ms).toISOString()

/** A Blob in the database reads back empty on some iPhones: only plain buffers go in. */
function assertPlainBuffer(bytes: unknown): asserts bytes is ArrayBuffer {
  if (Object.prototype.toString.call(bytes) !== '[object ArrayBuffer]')
    throw new TypeError('Photo bytes must be an ArrayBuffer.')
}

const toDraftRow = (ref: PhotoRef, { draftId, takenAtMs, fix }: CaptureRequest): PartRow => ({
  partId: ref.partId,
  ref,
  kind: 'photo',
  sha256: ref.sha256,
  entryId: '',
  draftId,
  sendState: 'draft',
  bytesSent: 0,
  attempts: 0,
  nextAttemptAtMs: 0,
  takenAtMs,
  ...(fix ? { fix } : {}),
  code: '',
})

export function createPhotoShelf({ db, clock, random, digest, pipeline, sleep }: PhotoShelfParts): PhotoShelf {
  async function refOf(request: CaptureRequest, image: Picture, bytes: ArrayBuffer): Promise<PhotoRef> {
    return {
      kind: 'photo',
      partId: uuidV7(clock.now(), random) as PartId,
      sha256: await digest(bytes),
      sizeBytes: bytes.byteLength,
      mime: image.mime,
      role: request.role,
      widthPx: image.outcome === 'encoded' ? image.widthPx : null,
      heightPx: image.outcome === 'encoded' ? image.heightPx : null,
      source: request.source,
      takenAt: iso(request.takenAtMs),
      // The file's own time is worth something only where the picture was not just taken.
      ...(request.source === 'gallery' && request.fileTimeMs !== undefined
        ? { fileTimeAt: iso(request.fileTimeMs) }
        : {}),
    }
  }

  /** Everything that takes time, before the transaction. */
  async function prepare(request: CaptureRequest): Promise<Kept> {
    assertPlainBuffer(request.bytes)
    if (request.bytes.byteLength > wireLimits.partBytes) throw new DeviceProblem('photo/too-large')
    const image = await pipeline.process(request.bytes)
    if (image.outcome === 'notAPicture') throw new DeviceProblem('photo/not-a-picture')
    const bytes = image.outcome === 'encoded' ? image.bytes : request.bytes
    const thumbnail = image.outcome === 'encoded' ? image.thumbnail : null
    assertPlainBuffer(bytes)
    if (thumbnail) assertPlainBuffer(thumbnail)
    const ref = await refOf(request, image, bytes)
    return { row: toDraftRow(ref, request), ref, bytes, thumbnail }
  }

  const keep = ({ row, bytes, thumbnail }: Kept): Promise<void> =>
    withRoom(db, sleep, () =>
      db.transaction('rw', [db.parts, db.partBytes, db.thumbnails], async () => {
        // Together: what is awaited one by one is a way to the engine and back each.
        await Promise.all([
          db.parts.put(row),
          db.partBytes.put({ partId: row.partId, bytes }),
          ...(thumbnail ? [db.thumbnails.put({ partId: row.partId, bytes: thumbnail, mime: 'image/jpeg' })] : []),
        ])
      }),
    )

  const blobOf = async (table: 'partBytes' | 'thumbnails', partId: PartId, mime: string): Promise<Blob | undefined> => {
    const row = await withDb(db, sleep, () => db[table].get(partId))
    return row ? new Blob([row.bytes], { type: mime }) : undefined
  }

  const original = async (partId: PartId): Promise<Blob | undefined> => {
    const row = await withDb(db, sleep, () => db.parts.get(partId))
    return blobOf('partBytes', partId, row?.ref.kind === 'photo' ? row.ref.mime : 'application/octet-stream')
  }

  const draftRows = async (draftId: string): Promise<readonly PartRow[]> => {
    const rows = await withDb(db, sleep, () => db.parts.where('draftId').equals(draftId).toArray())
    return rows
      .filter((row) => row.sendState === 'draft' && row.kind === 'photo')
      .sort((left, right) => left.takenAtMs - right.takenAtMs)
  }

  return {
    take: async (request) => {
      const kept = await prepare(request)
      await keep(kept)
      return kept.ref
    },
    ofDraft: async (draftId) => (await draftRows(draftId)).map((row) => row.ref as PhotoRef),
    shutterFixes: async (draftId) =>
      new Map((await draftRows(draftId)).flatMap(({ partId, fix }) => (fix ? [[partId, fix] as const] : []))),
    discard: (partId) =>
      withDb(db, sleep, () =>
        db.transaction('rw', [db.parts, db.partBytes, db.thumbnails], async () => {
          if ((await db.parts.get(partId))?.sendState !== 'draft') return
          await db.parts.delete(partId)
          await db.partBytes.delete(partId)
          await db.thumbnails.delete(partId)
        }),
      ),
    changeRole: async (partId, role) => {
      const row = await withDb(db, sleep, () => db.parts.get(partId))
      if (!row || row.sendState !== 'draft') throw new DeviceProblem('record/not-found')
      const ref: PhotoRef = { ...(row.ref as PhotoRef), role }
      await withDb(db, sleep, () => db.parts.put({ ...row, ref }))
      return ref
    },
    isErased: async (partId) => (await withDb(db, sleep, () => db.parts.get(partId)))?.sendState === 'erased',
    thumbnail: (partId) => blobOf('thumbnails', partId, 'image/jpeg'),
    original,
    view: async (partId) => {
      const own = await original(partId)
      const row = own ? undefined : await withDb(db, sleep, () => db.parts.get(partId))
      return row?.sendState === 'remote' ? blobOf('thumbnails', partId, 'image/jpeg') : own
    },
  }
}
