import type { PartId } from '../../domain/ids.ts'
import type { VoiceRef } from '../../domain/journal/part-ref.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { withRoom } from '../database/with-room.ts'
import type { Digest } from '../journal/digest.ts'
import type { LiveRecordings } from './live-recordings.ts'
import type { VoicePiece, VoiceShelf } from './voice-shelf.ts'

export interface VoiceShelfParts {
  readonly db: XunhuDatabase
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly live: LiveRecordings
  readonly sleep: Sleep
}

/** Up to the first that is missing: what comes after a gap belongs to another sound. */
const unbroken = (pieces: readonly VoicePiece[]): readonly VoicePiece[] => {
  const gap = pieces.findIndex(({ index }, place) => index !== place)
  return gap === -1 ? pieces : pieces.slice(0, gap)
}

function join(pieces: readonly VoicePiece[]): ArrayBuffer {
  const joined = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.byteLength, 0))
  let at = 0
  for (const { bytes } of pieces) {
    joined.set(new Uint8Array(bytes), at)
    at += bytes.byteLength
  }
  return joined.buffer
}

const toDraftRow = (ref: VoiceRef, draftId: string, takenAtMs: number): PartRow => ({
  partId: ref.partId,
  ref,
  kind: 'voice',
  sha256: ref.sha256,
  entryId: '',
  draftId,
  sendState: 'draft',
  bytesSent: 0,
  attempts: 0,
  nextAttemptAtMs: 0,
  takenAtMs,
  code: '',
})

export function createVoiceShelf({ db, clock, random, digest, live, sleep }: VoiceShelfParts): VoiceShelf {
  const piecesOf = (partId: PartId): Promise<VoicePiece[]> =>
    withDb(db, sleep, () => db.voicePieces.where('partId').equals(partId).sortBy('index'))

  async function prepare(pieces: readonly VoicePiece[], first: VoicePiece): Promise<readonly [PartRow, ArrayBuffer]> {
    const bytes = join(pieces)
    const ref: VoiceRef = {
      kind: 'voice',
      partId: first.partId,
      sha256: await digest(bytes),
      sizeBytes: bytes.byteLength,
      mime: first.mime,
      durationMs: Math.round(pieces.at(-1)?.untilMs ?? 0),
      takenAt: new Date(first.startedAtMs).toISOString(),
    }
    return [toDraftRow(ref, first.draftId, first.startedAtMs), bytes]
  }

  /** What is left of a sound whose beginning was thrown away with its form. */
  async function dropRest(partId: PartId): Promise<null> {
    await withDb(db, sleep, () => db.voicePieces.where('partId').equals(partId).delete())
    return null
  }

  async function finish(partId: PartId): Promise<VoiceRef | null> {
    const pieces = unbroken(await piecesOf(partId))
    const [first] = pieces
    if (!first) return dropRest(partId)
    const [row, bytes] = await prepare(pieces, first)
    return withRoom(db, sleep, () =>
      db.transaction('rw', [db.parts, db.partBytes, db.voicePieces], async () => {
        await db.voicePieces.where('partId').equals(partId).delete()
        // Another window has joined them, and a record may have it by now: to write a draft over it would unsend it.
        const joined = await db.parts.get(partId)
        if (joined) return joined.ref as VoiceRef
        await db.parts.put(row)
        await db.partBytes.put({ partId, bytes })
        return row.ref as VoiceRef
      }),
    )
  }

  async function recover(draftId: string): Promise<number> {
    const keys = await withDb(db, sleep, () => db.voicePieces.where('draftId').equals(draftId).primaryKeys())
    let recovered = 0
    for (const partId of new Set(keys.map(([id]) => id))) {
      if (!(await live.has(partId)) && (await finish(partId))) recovered += 1
    }
    return recovered
  }

  return {
    newId: () => uuidV7(clock.now(), random) as PartId,
    keep: async (piece) => {
      await withRoom(db, sleep, () => db.voicePieces.put(piece))
    },
    finish,
    recover,
    ofDraft: async (draftId) => {
      const rows = await withDb(db, sleep, () => db.parts.where('draftId').equals(draftId).sortBy('takenAtMs'))
      return rows.flatMap((row) => (row.sendState === 'draft' && row.ref.kind === 'voice' ? [row.ref] : []))
    },
    discard: (partId) =>
      withDb(db, sleep, () =>
        db.transaction('rw', [db.parts, db.partBytes], async () => {
          if ((await db.parts.get(partId))?.sendState !== 'draft') return
          await db.parts.delete(partId)
          await db.partBytes.delete(partId)
        }),
      ),
    bytes: async (partId) => {
      const [row, held] = await withDb(db, sleep, () =>
        Promise.all([db.parts.get(partId), db.partBytes.get(partId)] as const),
      )
      return held && row?.ref.kind === 'voice' ? new Blob([held.bytes], { type: row.ref.mime }) : undefined
    },
  }
}
