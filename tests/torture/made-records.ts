import { createHash } from 'node:crypto'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import type { Random } from '../../src/lib/random.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { ApiClient } from '../support/api-client.ts'

/** A photo as a phone holds it until the server has said `stored`. */
export interface MadePhoto {
  readonly partId: string
  readonly sha256: string
  readonly bytes: Buffer
}

export type MadeEntry = Readonly<Record<string, unknown>>

export interface MadeRecord {
  readonly id: string
  readonly entry: MadeEntry
  readonly photos: readonly MadePhoto[]
}

const mostPhotoBytes = 600_000

function madePhoto(random: Random): MadePhoto {
  // Random at its head only: what makes bytes another photo is enough, and a megabyte of random numbers is slow.
  const bytes = Buffer.alloc(64 + Math.floor(random.next() * mostPhotoBytes), 0x5a)
  bytes.set(random.bytes(48))
  return {
    partId: uuidV7(Date.now(), systemRandom),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  }
}

const photoRef = ({ partId, sha256, bytes }: MadePhoto): Readonly<Record<string, unknown>> => ({
  partId,
  kind: 'photo',
  sha256,
  sizeBytes: bytes.length,
  mime: 'image/jpeg',
  role: 'scene',
  widthPx: 1,
  heightPx: 1,
  source: 'camera',
  takenAt: new Date().toISOString(),
})

/** One in four is a case with up to three photos, the rest are counts. */
export function madeRecord(client: ApiClient, scope: string, random: Random): MadeRecord {
  const id = uuidV7(Date.now(), systemRandom)
  const isCase = random.next() < 0.25
  const photos = isCase ? Array.from({ length: Math.floor(random.next() * 4) }, () => madePhoto(random)) : []
  const common = {
    id,
    v: 1,
    scope,
    after: [],
    author: client.personId,
    device: client.device,
    at: new Date().toISOString(),
    clock: { offsetMs: 0, monoMs: 0, bootId: 'torture' },
    parts: photos.map(photoRef),
  }
  const counted = {
    kind: 'duty.tallied',
    subjects: [`shift-torture-${scope}`],
    data: { counter: 'vendor', delta: 1 },
  }
  const reported = {
    kind: 'case.reported',
    subjects: [`case-${id}`],
    data: {
      category: 'street.mobileVendor',
      categoryLabel: '无照经营游商',
      severity: 'general',
      place: { fix: null, text: '示例路' },
      note: `${random.next()}`,
      photoRule: '0',
    },
  }
  return { id, entry: { ...common, ...(isCase ? reported : counted) }, photos }
}
