import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BaseMapResponse } from '../../src/protocol/base-map.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import { ensureBaseMap } from '../../src/server/sample/ensure-base-map.ts'
import { pictureArchive, withHeaderByte } from '../support/archive-maker.ts'
import { pngArchive, vectorArchive, webpArchive } from '../support/drawn-archives.ts'
import { drawnJpeg } from '../support/drawn-photos.ts'
import { sha256Of, upload } from '../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient
let admin: TestClient

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  officer = await server.login('1001')
  captain = await server.login('2001')
  admin = await server.login('9001')
})
afterAll(() => server.close())

const readMap = async (client: TestClient): Promise<BaseMapResponse> =>
  (await client.call({ url: '/api/base-map' })).json()

const bytesOf = (client: TestClient, sha256: string, range?: string) =>
  client.call({ url: `/api/base-map/${sha256}`, headers: range === undefined ? {} : { range } })

async function publish(client: TestClient, archive: Buffer, name = '示例县'): Promise<[number, string]> {
  await upload(client, archive)
  const payload = { sha256: sha256Of(archive), name }
  const answer = await client.call({ method: 'POST', url: '/api/office/base-map', payload })
  return [answer.statusCode, (answer.json() as { code?: string }).code ?? '']
}

describe('the offline map', () => {
  test('[MAP-1] is none before anybody has put one', async () => {
    expect(await readMap(officer)).toEqual({ archive: null, online: null })
  })

  test('[MAP-1] names every piece of the file by its hash', async () => {
    const archive = Buffer.concat([pictureArchive(), Buffer.alloc(wireLimits.mapPieceBytes, 7)])
    expect(await publish(admin, archive)).toEqual([200, ''])
    const named = (await readMap(officer)).archive
    expect(named).toMatchObject({ name: '示例县', tiles: 'png', sizeBytes: archive.length })
    const pieces = [archive.subarray(0, wireLimits.mapPieceBytes), archive.subarray(wireLimits.mapPieceBytes)]
    expect(named?.pieces).toEqual(pieces.map(sha256Of))
  })

  test.each([
    ['png', () => pngArchive('#3366cc')],
    ['webp', () => webpArchive('#3366cc')],
    ['vector', vectorArchive],
  ])('[MAP-1] may be of %s tiles that others have made', async (tiles, make) => {
    expect(await publish(admin, Buffer.from(await make()))).toEqual([200, ''])
    expect((await readMap(officer)).archive).toMatchObject({ tiles })
  })

  test('[MAP-2] is read whole, in part, and not behind its end; browsers may keep it', async () => {
    const archive = pictureArchive()
    await publish(admin, archive)
    const sha256 = sha256Of(archive)
    const whole = await bytesOf(officer, sha256)
    expect([whole.statusCode, whole.rawPayload.equals(archive)]).toEqual([200, true])
    expect(whole.headers['cache-control']).toContain('immutable')
    const part = await bytesOf(officer, sha256, 'bytes=10-19')
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 10-19/${archive.length}`])
    expect(part.rawPayload.equals(archive.subarray(10, 20))).toBe(true)
    const rest = await bytesOf(officer, sha256, `bytes=${archive.length - 3}-`)
    expect(rest.rawPayload.equals(archive.subarray(-3))).toBe(true)
    const behind = await bytesOf(officer, sha256, `bytes=${archive.length}-`)
    expect([behind.statusCode, behind.headers['content-range']]).toEqual([416, `bytes */${archive.length}`])
  })

  test('[MAP-2] is the present one only: neither the one before nor a photo is read by its hash', async () => {
    const photo = await drawnJpeg({ widthPx: 80, heightPx: 60, hue: 1 })
    await upload(officer, photo)
    const [before, after] = [pictureArchive(1), pictureArchive(2)]
    await publish(admin, before)
    await publish(admin, after)
    const codes = await Promise.all([photo, before, after].map((bytes) => bytesOf(officer, sha256Of(bytes))))
    expect(codes.map((answer) => answer.statusCode)).toEqual([404, 404, 200])
    expect(await server.deps.partStore.has(sha256Of(before))).toBe(false)
  })

  test('[MAP-3] is changed by administrators, and by files that they have put themselves', async () => {
    const archive = pictureArchive(3)
    expect(await publish(captain, archive)).toEqual([403, 'access/denied'])
    expect(await publish(officer, archive)).toEqual([403, 'access/denied'])
    const payload = { sha256: sha256Of(archive), name: '示例县' }
    const answer = await admin.call({ method: 'POST', url: '/api/office/base-map', payload })
    expect((answer.json() as { code: string }).code).toBe('request/not-found')
  })

  test.each([
    ['a picture', 'map/not-an-archive', () => drawnJpeg({ widthPx: 80, heightPx: 60, hue: 9 })],
    ['a file of ten bytes that begins like one', 'map/truncated', () => pictureArchive(4).subarray(0, 10)],
    ['one that was cut off', 'map/truncated', () => pictureArchive(4).subarray(0, -1)],
    ['version 2', 'map/unsupported', () => withHeaderByte(pictureArchive(4), 7, 2)],
    ['zstd', 'map/unsupported', () => withHeaderByte(pictureArchive(4), 98, 4)],
    ['tiles of an unknown kind', 'map/unsupported', () => withHeaderByte(pictureArchive(4), 99, 9)],
    [
      'metadata that unpack to far more than they weigh',
      'map/not-an-archive',
      () => pictureArchive(4, { bomb: ' '.repeat(5 * 1024 * 1024) }),
    ],
    ['a damaged directory', 'map/not-an-archive', () => withHeaderByte(pictureArchive(4), 128, 255)],
  ])('[MAP-3] refuses %s as %s and stays what it was', async (_what, code, make) => {
    await publish(admin, pictureArchive(5))
    expect(await publish(admin, Buffer.from(await make()))).toEqual([422, code])
    expect((await readMap(officer)).archive?.sha256).toBe(sha256Of(pictureArchive(5)))
  })

  test('of the sample is drawn once, and gives way to one that somebody has put', async () => {
    const sample = await createTestServer()
    try {
      await ensureBaseMap(sample.deps)
      await sample.addPerson('9001', 'admin', 'bureau')
      const chief = await sample.login('9001')
      const drawn = (await readMap(chief)).archive
      expect(drawn).toMatchObject({ tiles: 'vector' })
      await ensureBaseMap(sample.deps)
      expect((await readMap(chief)).archive).toEqual(drawn)
      await publish(chief, pictureArchive(6))
      await ensureBaseMap(sample.deps)
      expect((await readMap(chief)).archive?.name).toBe('示例县')
    } finally {
      await sample.close()
    }
  })
})
