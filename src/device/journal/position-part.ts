import type { PartId } from '../../domain/ids.ts'
import type { PositionRef } from '../../domain/journal/part-ref.ts'
import type { Fix } from '../../domain/place/point.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { Digest } from './digest.ts'

export interface PositionPart {
  readonly ref: PositionRef
  readonly bytes: ArrayBuffer
}

/** 128 bits: nobody finds a place on a map by trying hashes of all places. */
const saltBytes = 16

/** Where a person stood, as bytes that can be forgotten and a hash that stays. */
export async function positionPart(fix: Fix, nowMs: number, random: Random, digest: Digest): Promise<PositionPart> {
  const salt = [...random.bytes(saltBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const encoded = new TextEncoder().encode(JSON.stringify({ fix, salt }))
  // A copy of exactly this length: the encoder's buffer may be longer than its text.
  const bytes = encoded.buffer.slice(encoded.byteOffset, encoded.byteOffset + encoded.byteLength)
  return {
    bytes,
    ref: {
      kind: 'position',
      partId: uuidV7(nowMs, random) as PartId,
      sha256: await digest(bytes),
      sizeBytes: bytes.byteLength,
    },
  }
}
