import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId } from '../../../src/domain/ids.ts'
import { wireLimits } from '../../../src/protocol/limits.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import {
  commitPart,
  contentDigest,
  findingOf,
  newId,
  photoRef,
  push,
  putChunk,
  sha256Of,
  upload,
} from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const patterned = (sizeBytes: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31 + (index >> 8)) & 0xff))
const smallJpeg = (hue: number): Promise<Buffer> => drawnJpeg({ widthPx: 320, heightPx: 240, hue })

const have = async (client: TestClient, bytes: Buffer): Promise<unknown> => {
  const answer = await client.call({
    method: 'POST',
    url: '/api/parts/have',
    payload: { parts: [{ sha256: sha256Of(bytes), sizeBytes: bytes.length }] },
  })
  return (answer.json() as { parts: unknown[] }).parts[0]
}

const download = (client: TestClient, partId: string, size = 'original') =>
  client.call({ url: `/api/parts/${partId}?size=${size}` })

describe('sending a photo', () => {
  test('[PART-3] chunks out of order and twice end as the same bytes', async () => {
    const bytes = patterned(wireLimits.chunkBytes * 2 + 100)
    const photo = photoRef(server, bytes)
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
    for (const index of [2, 0, 2, 1, 0])
      expect((await putChunk(officer, bytes, index)).json()).toEqual({ index, stored: true })
    expect((await commitPart(officer, bytes)).json()).toEqual({ state: 'stored', readable: false })
    expect(sha256Of((await download(officer, photo.partId)).rawPayload)).toBe(photo.sha256)
  })

  test('[PART-1] what is here, begun and missing is told in the order asked', async () => {
    const [stored, begun, missing] = [await smallJpeg(1), patterned(wireLimits.chunkBytes + 1), patterned(77)]
    await upload(officer, stored)
    await putChunk(officer, begun, 1)
    const parts = [missing, stored, begun].map((bytes) => ({ sha256: sha256Of(bytes), sizeBytes: bytes.length }))
    const answer = await officer.call({ method: 'POST', url: '/api/parts/have', payload: { parts } })
    expect(answer.json()).toEqual({
      parts: [
        { sha256: sha256Of(missing), state: 'missing' },
        { sha256: sha256Of(stored), state: 'stored' },
        { sha256: sha256Of(begun), state: 'partial', chunks: [1] },
      ],
    })
  })

  test('[PART-1] a picture that a colleague put for one record is not stored for the next one that names it', async () => {
    const bytes = await smallJpeg(5)
    const [first, second] = [photoRef(server, bytes), photoRef(server, bytes)]
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [first] }).entry])
    await upload(captain, bytes)
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [second] }).entry])
    expect(await have(officer, bytes)).toMatchObject({ state: 'missing' })
    await upload(officer, bytes)
    expect((await download(officer, second.partId)).statusCode).toBe(200)
  })

  test('[PART-5] a commit too early tells the missing chunks, and the rest finishes it', async () => {
    const bytes = patterned(wireLimits.chunkBytes * 2 + 5)
    await putChunk(officer, bytes, 1)
    expect((await commitPart(officer, bytes)).json()).toEqual({ state: 'missingChunks', chunks: [0, 2] })
    await putChunk(officer, bytes, 0)
    await putChunk(officer, bytes, 2)
    expect((await commitPart(officer, bytes)).json()).toMatchObject({ state: 'stored' })
  })

  test.each(['commit', 'question'] as const)(
    '[PART-5] a %s that meets the end of a commit whose answer was lost has nothing sent again',
    async (next) => {
      const bytes = await smallJpeg(31)
      await putChunk(officer, bytes, 0)
      const { partStore } = server.deps
      const call = next === 'commit' ? 'assemble' : 'listChunks'
      const real = partStore[call]
      // The one that was cut ends while the next looks for its chunks.
      Object.assign(partStore, {
        [call]: async (...given: never[]) => {
          Object.assign(partStore, { [call]: real })
          await commitPart(officer, bytes)
          return (real as (...all: never[]) => unknown)(...given)
        },
      })
      const answer = next === 'commit' ? (await commitPart(officer, bytes)).json() : await have(officer, bytes)
      expect(answer).toMatchObject({ state: 'stored' })
    },
  )

  test('[WIRE-5] [PART-5] a commit repeated after a lost answer says the same', async () => {
    const bytes = await smallJpeg(2)
    const first = await upload(officer, bytes)
    const second = await commitPart(officer, bytes)
    expect(first.json()).toEqual({ state: 'stored', readable: true })
    expect(second.json()).toEqual(first.json())
  })

  test('[PART-5] bytes of another photo under this name are wrongHash, and their chunks are gone', async () => {
    const bytes = patterned(1_000)
    const other = Buffer.alloc(1_000, 9)
    await putChunk(officer, bytes, 0, { body: other })
    expect((await commitPart(officer, bytes)).json()).toEqual({ state: 'wrongHash' })
    expect(await have(officer, bytes)).toEqual({ sha256: sha256Of(bytes), state: 'missing' })
    expect((await upload(officer, bytes)).json()).toMatchObject({ state: 'stored' })
  })

  test('[PART-11] the photo may come before its entry', async () => {
    const bytes = await smallJpeg(3)
    await upload(officer, bytes)
    const photo = photoRef(server, bytes)
    const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos: [photo] })
    await push(server, officer, [entry])
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json() as { parts: { state: string }[] }
    expect(detail.parts.map((part) => part.state)).toEqual(['stored'])
    expect((await download(captain, photo.partId)).statusCode).toBe(200)
  })

  test('[PART-10] the entry may come before its photo, which is awaited and then there', async () => {
    const bytes = await smallJpeg(4)
    const photo = photoRef(server, bytes)
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
    const awaited = await download(captain, photo.partId)
    expect([awaited.statusCode, (awaited.json() as { code: string }).code]).toEqual([404, 'part/not-arrived'])
    await upload(officer, bytes)
    expect(sha256Of((await download(captain, photo.partId)).rawPayload)).toBe(photo.sha256)
  })

  test('two identical photos in one finding both end stored with one upload', async () => {
    const bytes = await smallJpeg(5)
    const photos = [photoRef(server, bytes, 'far'), photoRef(server, bytes, 'near')]
    const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos })
    await push(server, officer, [entry])
    await upload(officer, bytes)
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json() as { parts: { state: string }[] }
    expect(detail.parts.map((part) => part.state)).toEqual(['stored', 'stored'])
  })

  test('two phones send the same photo at once, one of them damaged, and neither harms the other', async () => {
    const second = await server.login('1001', newId<DeviceId>(server))
    const bytes = await smallJpeg(6)
    await putChunk(officer, bytes, 0, { body: Buffer.alloc(bytes.length, 1) })
    await putChunk(second, bytes, 0)
    const [damaged, whole] = await Promise.all([commitPart(officer, bytes), commitPart(second, bytes)])
    expect(damaged.json()).toEqual({ state: 'wrongHash' })
    expect(whole.json()).toEqual({ state: 'stored', readable: true })
    expect(await have(officer, bytes)).toEqual({ sha256: sha256Of(bytes), state: 'stored' })
  })

  test('[PART-7] bytes that no decoder reads are stored all the same, for download only', async () => {
    const bytes = Buffer.from('this is a HEIC of a phone that nobody can decode')
    const photo = { ...photoRef(server, bytes), mime: 'image/heic', widthPx: null, heightPx: null }
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
    expect((await upload(officer, bytes)).json()).toEqual({ state: 'stored', readable: false })
    expect(await have(officer, bytes)).toEqual({ sha256: photo.sha256, state: 'stored' })
    expect((await download(officer, photo.partId, 'thumb')).statusCode).toBe(404)
    expect((await download(officer, photo.partId)).rawPayload.equals(bytes)).toBe(true)
  })

  test('[PART-7] a truncated picture is stored as unreadable, never shown as half a picture', async () => {
    const whole = await smallJpeg(7)
    const bytes = whole.subarray(0, Math.floor(whole.length / 2))
    expect((await upload(officer, bytes)).json()).toEqual({ state: 'stored', readable: false })
  })

  test('an uploaded part survives a restart between its chunks', async () => {
    const bytes = patterned(wireLimits.chunkBytes + 10)
    await putChunk(officer, bytes, 0)
    server = await server.restart()
    const again = await server.login('1001', officer.device)
    await putChunk(again, bytes, 1)
    expect((await commitPart(again, bytes)).json()).toMatchObject({ state: 'stored' })
  })

  test('[PART-1] a part whose file was lost is asked for again', async () => {
    const bytes = await smallJpeg(8)
    await upload(officer, bytes)
    await server.deps.partStore.remove(sha256Of(bytes))
    expect(await have(officer, bytes)).toEqual({ sha256: sha256Of(bytes), state: 'missing' })
    expect((await upload(officer, bytes)).json()).toEqual({ state: 'stored', readable: true })
  })
})

describe('a chunk that is not right', () => {
  const bytes = patterned(wireLimits.chunkBytes + 100)
  const hex = sha256Of(bytes)

  test.each([
    ['changed on the way', { digest: contentDigest(Buffer.from('other')) }, 422, 'part/digest-mismatch'],
    ['without a digest', { digest: null }, 400, 'request/malformed'],
    ['with a digest of another kind', { digest: 'sha-512=:AAAA:' }, 400, 'request/malformed'],
    ['shorter than its place', { body: patterned(10) }, 422, 'part/size-mismatch'],
    ['of a part over 64 MiB', { size: wireLimits.partBytes + 1 }, 413, 'part/too-large'],
    ['of a part of no size', { size: 0 }, 422, 'part/size-mismatch'],
    ['with a size that is no number', { size: '1e5' }, 400, 'request/malformed'],
    ['longer than a chunk may be', { body: patterned(wireLimits.chunkBytes + 1) }, 413, 'request/too-large'],
    ['with upper-case letters in its name', { sha256: hex.toUpperCase() }, 400, 'request/malformed'],
    ['with a path for a name', { sha256: '..%2F..%2F..%2Fetc%2Fpasswd' }, 400, 'request/malformed'],
    ['with dots in its name', { sha256: `${hex.slice(0, 62)}..` }, 400, 'request/malformed'],
  ] as const)(
    '[PART-2] [PART-3] [PART-4] %s is refused with its code, and nothing is staged',
    async (_name, change, status, code) => {
      const answer = await putChunk(officer, bytes, 0, change)
      expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([status, code])
      expect(await have(officer, bytes)).toEqual({ sha256: hex, state: 'missing' })
    },
  )

  test('[PART-3] beyond the end of its part is refused', async () => {
    const answer = await putChunk(officer, bytes, 2, { body: patterned(wireLimits.chunkBytes) })
    expect((answer.json() as { code: string }).code).toBe('part/size-mismatch')
  })

  test('[PART-2] a commit of more than 64 MiB is refused', async () => {
    const answer = await officer.call({
      method: 'POST',
      url: `/api/parts/${hex}/commit`,
      payload: { sizeBytes: wireLimits.partBytes + 1 },
    })
    expect(answer.statusCode).toBe(400)
  })

  test('[PART-12] a full disk is told as such, and text still goes in', async () => {
    const { partStore } = server.deps
    Object.assign(partStore, {
      putChunk: () => Promise.resolve('full'),
      assemble: () => Promise.resolve({ state: 'full' }),
    })
    expect((await putChunk(officer, bytes, 0)).statusCode).toBe(507)
    expect((await commitPart(officer, bytes)).json()).toMatchObject({ code: 'store/full' })
    const answer = await push(server, officer, [findingOf(server, officer, 'squad-1').entry])
    expect(answer.results.map((result) => result.status)).toEqual(['accepted'])
  })
})

describe('whose bytes they are', () => {
  test('[PART-1] somebody who has not put a photo is not told that it is here', async () => {
    const bytes = await smallJpeg(9)
    await upload(officer, bytes)
    expect(await have(captain, bytes)).toEqual({ sha256: sha256Of(bytes), state: 'missing' })
    expect((await commitPart(captain, bytes)).json()).toEqual({ state: 'missingChunks', chunks: [0] })
  })

  test('[PART-11] naming the hash of a photo that another squad put does not open it', async () => {
    await server.addPerson('1002', 'officer', 'squad-2')
    const stranger = await server.login('1002')
    const bytes = await smallJpeg(10)
    await upload(officer, bytes)
    const stolen = photoRef(server, bytes)
    await push(server, stranger, [findingOf(server, stranger, 'squad-2', { photos: [stolen] }).entry])
    const answer = await download(stranger, stolen.partId)
    expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([404, 'part/not-arrived'])
    await upload(officer, bytes)
    expect((await download(stranger, stolen.partId)).statusCode).toBe(404)
  })

  test('a part of one entry cannot be taken over by another entry with the same part id', async () => {
    const [mine, theirs] = [await smallJpeg(11), await smallJpeg(12)]
    const photo = photoRef(server, mine)
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
    await upload(officer, mine)
    const forged = { ...photoRef(server, theirs), partId: photo.partId }
    const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos: [forged] })
    await push(server, officer, [entry])
    expect(sha256Of((await download(captain, photo.partId)).rawPayload)).toBe(photo.sha256)
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json() as { parts: unknown[] }
    expect(detail.parts).toEqual([])
  })

  test('[PART-1] what one person has begun to send is not told to another', async () => {
    const bytes = patterned(300)
    await putChunk(officer, bytes, 0)
    expect(await have(officer, bytes)).toMatchObject({ state: 'partial' })
    expect(await have(captain, bytes)).toMatchObject({ state: 'missing' })
  })
})
