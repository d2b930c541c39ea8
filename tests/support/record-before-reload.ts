import { arrival, finding } from './field-records.ts'
import { createPhoneStorage, type PhoneStorage } from './phone-storage.ts'

/** All that a page has recorded, bytes as text: it is compared across a reload. */
export interface Recorded {
  readonly entries: readonly unknown[]
  readonly photoBytes: readonly string[]
  /** What became of a Blob that was handed to the shelf in place of bytes. */
  readonly blobRefusal: string
}

const openPhone = (): PhoneStorage => createPhoneStorage({ indexedDB, IDBKeyRange, crypto })

const toHex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Every byte value, no two pictures alike, of a length that fills no block. */
const pictureBytes = (seed: number): ArrayBuffer =>
  Uint8Array.from({ length: 70_001 }, (_, index) => (index * 31 + (index >> 8) + seed) % 256).buffer

const take = (phone: PhoneStorage, bytes: ArrayBuffer) =>
  phone.photos.take({
    bytes,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: 'draft',
    takenAtMs: phone.clock.now(),
  })

async function blobRefusal(phone: PhoneStorage): Promise<string> {
  try {
    await take(phone, new Blob(['picture']) as unknown as ArrayBuffer)
    return 'taken'
  } catch (failure) {
    return (failure as Error).name
  }
}

/** What the database holds now, read anew. */
export async function readAll(): Promise<Recorded> {
  const phone = openPhone()
  const rows = await phone.db.journal.toArray()
  const parts = await phone.db.parts.orderBy('partId').toArray()
  const photos = parts.filter(({ kind }) => kind === 'photo')
  const bytes = await phone.db.partBytes.bulkGet(photos.map(({ partId }) => partId))
  const refusal = await blobRefusal(phone)
  phone.db.close()
  return {
    entries: rows.map(({ entry }) => entry),
    photoBytes: bytes.map((row) => (row ? toHex(row.bytes) : 'missing')),
    blobRefusal: refusal,
  }
}

/** Records an arrival and a finding with three photos; answers what it was given, not what the database then says. */
export async function recordAll(): Promise<Recorded> {
  const phone = openPhone()
  const pictures = [1, 2, 3].map(pictureBytes)
  const taken = []
  for (const picture of pictures) taken.push({ ref: await take(phone, picture), hex: toHex(picture) })
  const entries = await phone.journal.record([
    arrival(),
    finding(
      phone.journal.newId(),
      taken.map(({ ref }) => ref),
    ),
  ])
  const photos = taken.toSorted((one, other) => (one.ref.partId < other.ref.partId ? -1 : 1))
  const refusal = await blobRefusal(phone)
  phone.db.close()
  return {
    entries: entries.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    photoBytes: photos.map(({ hex }) => hex),
    blobRefusal: refusal,
  }
}
