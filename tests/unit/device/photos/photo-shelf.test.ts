import { beforeEach, describe, expect, test } from 'vitest'
import { saveFact } from '../../../../src/device/database/facts.ts'
import type { ImagePipeline, ProcessedImage } from '../../../../src/device/photos/image-pipeline.ts'
import type { CaptureRequest } from '../../../../src/device/photos/photo-shelf.ts'
import { wireLimits } from '../../../../src/protocol/limits.ts'
import { finding, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, type PhoneStorage } from '../../../support/phone-storage.ts'
import { onWrite, quotaFailure } from '../../../support/storage-faults.ts'

const bytesOf = (...values: number[]): ArrayBuffer => new Uint8Array(values).buffer
const contentOf = async (blob: Blob | undefined): Promise<number[]> => [
  ...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)),
]

const request = (change: Partial<CaptureRequest> = {}): CaptureRequest => ({
  bytes: bytesOf(1, 2, 3),
  mime: 'image/jpeg',
  role: 'far',
  source: 'camera',
  draftId: 'draft',
  takenAtMs: Date.parse('2026-11-20T06:30:00.000Z'),
  fileTimeMs: Date.parse('2026-11-19T00:00:00.000Z'),
  ...change,
})

const encoded: ProcessedImage = {
  outcome: 'encoded',
  bytes: bytesOf(7, 8),
  mime: 'image/jpeg',
  widthPx: 1920,
  heightPx: 1080,
  thumbnail: bytesOf(9),
}

describe('photos on the phone', () => {
  let phone: PhoneStorage
  let outcome: ProcessedImage
  const pipeline: ImagePipeline = { process: async () => outcome }

  beforeEach(() => {
    outcome = encoded
    phone = createPhoneStorage(createEngine(), { pipeline })
  })

  const everyTable = async (): Promise<number[]> => Promise.all(phone.db.tables.map((table) => table.count()))

  test('the re-encoded picture is the record, named by its hash', async () => {
    const ref = await phone.photos.take(request())
    expect(ref).toMatchObject({
      kind: 'photo',
      sha256: await phone.digest(bytesOf(7, 8)),
      sizeBytes: 2,
      mime: 'image/jpeg',
      role: 'far',
      widthPx: 1920,
      heightPx: 1080,
      source: 'camera',
      takenAt: '2026-11-20T06:30:00.000Z',
    })
    expect(await contentOf(await phone.photos.original(ref.partId))).toEqual([7, 8])
    expect(await contentOf(await phone.photos.thumbnail(ref.partId))).toEqual([9])
  })

  test('bytes are stored as a plain buffer', async () => {
    const ref = await phone.photos.take(request())
    expect(Object.prototype.toString.call((await phone.db.partBytes.get(ref.partId))?.bytes)).toBe(
      '[object ArrayBuffer]',
    )
  })

  test.each([
    ['Blob', new Blob(['picture'])],
    ['File', new File(['picture'], 'picture.jpg')],
    ['Uint8Array', new Uint8Array([1])],
  ])('a %s is not taken', async (_, bytes) => {
    await expect(phone.photos.take(request({ bytes: bytes as unknown as ArrayBuffer }))).rejects.toThrow(TypeError)
    expect(await everyTable()).toEqual(phone.db.tables.map(() => 0))
  })

  test('a pipeline that gives back a view instead of a buffer is found out before anything is stored', async () => {
    outcome = { ...encoded, bytes: new Uint8Array([7]) as unknown as ArrayBuffer }
    await expect(phone.photos.take(request())).rejects.toThrow(TypeError)
    expect(await phone.db.parts.count()).toBe(0)
  })

  test('a picture that cannot be decoded here is kept as it came', async () => {
    outcome = { outcome: 'kept', mime: 'image/heic' }
    const ref = await phone.photos.take(request())
    expect(ref).toMatchObject({ mime: 'image/heic', widthPx: null, heightPx: null, sizeBytes: 3 })
    expect(await contentOf(await phone.photos.original(ref.partId))).toEqual([1, 2, 3])
    expect(await phone.photos.thumbnail(ref.partId)).toBeUndefined()
  })

  test('what is not a picture is refused and nothing is kept', async () => {
    outcome = { outcome: 'notAPicture' }
    await expect(phone.photos.take(request())).rejects.toMatchObject({ code: 'photo/not-a-picture' })
    expect(await everyTable()).toEqual(phone.db.tables.map(() => 0))
  })

  test('a file over the limit of the wire is refused', async () => {
    const bytes = new ArrayBuffer(wireLimits.partBytes + 1)
    await expect(phone.photos.take(request({ bytes }))).rejects.toMatchObject({ code: 'photo/too-large' })
  })

  test("the file's own time is kept for a picture from the gallery only", async () => {
    const chosen = await phone.photos.take(request({ source: 'gallery' }))
    const taken = await phone.photos.take(request({ source: 'camera' }))
    expect(chosen.fileTimeAt).toBe('2026-11-19T00:00:00.000Z')
    expect(taken.fileTimeAt).toBeUndefined()
  })

  test('the photos of a draft come in the order taken', async () => {
    const later = await phone.photos.take(request({ takenAtMs: 2_000 }))
    const earlier = await phone.photos.take(request({ takenAtMs: 1_000 }))
    await phone.photos.take(request({ draftId: 'other' }))
    expect(await phone.photos.ofDraft('draft')).toEqual([earlier, later])
  })

  test('a discarded photo leaves nothing', async () => {
    const { partId } = await phone.photos.take(request())
    await phone.photos.discard(partId)
    expect(await everyTable()).toEqual(phone.db.tables.map(() => 0))
  })

  test('a photo of a record cannot be discarded or changed', async () => {
    const ref = await phone.photos.take(request())
    await phone.journal.record([finding(phone.journal.newId(), [ref])])
    await phone.photos.discard(ref.partId)
    expect(await contentOf(await phone.photos.original(ref.partId))).toEqual([7, 8])
    await expect(phone.photos.changeRole(ref.partId, 'near')).rejects.toMatchObject({ code: 'record/not-found' })
  })

  test('the role of a draft photo can be changed', async () => {
    const { partId } = await phone.photos.take(request())
    expect((await phone.photos.changeRole(partId, 'near')).role).toBe('near')
    expect((await phone.photos.ofDraft('draft'))[0]?.role).toBe('near')
  })

  describe('when the phone is full', () => {
    let deletedBytes: number

    /** Room comes back only when bytes of parts are deleted. */
    async function fillUp(): Promise<void> {
      deletedBytes = 0
      phone.db.close()
      onWrite(phone.db, (table, { type }) => {
        if (table === 'partBytes' && type === 'delete') deletedBytes += 1
        if (table === 'partBytes' && type === 'put' && deletedBytes === 0) throw quotaFailure()
      })
      await phone.db.open()
    }

    test('bytes that the server holds make room for the new picture', async () => {
      const old = await phone.photos.take(request())
      const [entry] = await phone.journal.record([finding(phone.journal.newId(), [old])])
      await phone.db.journal.update(entry!.id, { sendState: 'accepted', rev: 3 })
      await phone.db.parts.update(old.partId, { sendState: 'stored' })
      await saveFact(phone.db, 'durable', { [squad]: 3 })
      await fillUp()
      const ref = await phone.photos.take(request())
      expect(await phone.photos.original(ref.partId)).toBeDefined()
      expect(await phone.photos.original(old.partId)).toBeUndefined()
    })

    test('with nothing to give up it is said, and nothing is half-written', async () => {
      const kept = await phone.photos.take(request())
      await fillUp()
      await expect(phone.photos.take(request())).rejects.toMatchObject({ code: 'storage/full' })
      expect(await phone.db.parts.toCollection().primaryKeys()).toEqual([kept.partId])
      expect(await phone.db.thumbnails.toCollection().primaryKeys()).toEqual([kept.partId])
    })
  })
})
