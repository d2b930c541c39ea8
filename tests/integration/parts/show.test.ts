import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PositionRef } from '../../../src/domain/journal/part-ref.ts'
import type { PartId } from '../../../src/domain/ids.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
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

/** Reports a finding with this picture and sends it; the id of its part. */
async function sentPhoto(bytes: Buffer, change: Partial<ReturnType<typeof photoRef>> = {}): Promise<PartId> {
  const photo = { ...photoRef(server, bytes), ...change }
  await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
  await upload(officer, bytes)
  return photo.partId
}

const get = (client: TestClient, partId: string, size?: string) =>
  client.call({ url: `/api/parts/${partId}${size ? `?size=${size}` : ''}` })

/** 1200 × 800 pixels as the sensor has them, to be turned by a quarter, with the camera's name and a position. */
const fromCamera = (): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background: '#3a7' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'PlantedCameraName' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 14/1 0/1' } })
    .jpeg()
    .toBuffer()

describe('a picture that is shown', () => {
  test.each([
    ['thumb', 213, 320],
    ['view', 800, 1200],
  ])('[PART-9] as %s is upright, fits its size and carries nothing of the camera', async (size, width, height) => {
    const original = await fromCamera()
    expect((await sharp(original).metadata()).exif?.includes('PlantedCameraName')).toBe(true)
    const answer = await get(captain, await sentPhoto(original), size)
    const shown = await sharp(answer.rawPayload).metadata()
    expect([answer.headers['content-type'], shown.width, shown.height]).toEqual(['image/jpeg', width, height])
    expect(shown.exif).toBeUndefined()
    expect(answer.rawPayload.includes('PlantedCameraName')).toBe(false)
  })

  test('[PART-9] as original is bit by bit what the phone recorded, offered as a file named by the part', async () => {
    const bytes = await fromCamera()
    const partId = await sentPhoto(bytes)
    const answer = await get(captain, partId, 'original')
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${partId}.jpg"`)
  })

  test('cannot run, cannot be framed by others, and is kept only by this person’s browser', async () => {
    const { headers } = await get(captain, await sentPhoto(await fromCamera()), 'thumb')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'")
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('private, max-age=604800, immutable')
    expect(headers['vary']).toContain('cookie')
  })

  test('is drawn again after the cache was lost', async () => {
    const bytes = await fromCamera()
    const partId = await sentPhoto(bytes)
    const before = (await get(captain, partId, 'thumb')).rawPayload
    await server.deps.pictures.remove(sha256Of(bytes))
    expect((await get(captain, partId, 'thumb')).rawPayload.equals(before)).toBe(true)
  })

  test('of a type that browsers run goes out as bytes without a type', async () => {
    const partId = await sentPhoto(Buffer.from('<svg onload="alert(1)"/>'), { mime: 'text/html' })
    const answer = await get(captain, partId, 'original')
    expect(answer.headers['content-type']).toBe('application/octet-stream')
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${partId}.bin"`)
    expect((await get(captain, partId, 'view')).statusCode).toBe(404)
  })

  test.each(['huge', 'original%00', ''])('in a size that is none (%j) is malformed', async (size) => {
    const answer = await captain.call({ url: `/api/parts/${newId(server)}?size=${size}` })
    expect(answer.statusCode).toBe(400)
  })

  test.each(['not-a-uuid', '..%2f..%2fxunhu.sqlite'])('by the name %j is malformed', async (name) => {
    expect((await get(captain, name)).statusCode).toBe(400)
  })

  test('[PART-9] cannot be read by its hash', async () => {
    const bytes = await fromCamera()
    await sentPhoto(bytes)
    expect((await get(captain, sha256Of(bytes))).statusCode).toBe(400)
  })

  test('[PART-10] once erased says so', async () => {
    const partId = await sentPhoto(await fromCamera())
    await server.deps.store.write((tx) =>
      tx.updateTable('part').set({ state: 'erased' }).where('part_id', '=', partId).execute(),
    )
    const answer = await get(captain, partId, 'thumb')
    expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([410, 'part/erased'])
  })
})

describe('where a person stood', () => {
  async function arrive(): Promise<PartId> {
    const bytes = Buffer.from(JSON.stringify({ fix: { lat: 31.2, lng: 121.4 }, salt: 'planted' }))
    const position: PositionRef = {
      kind: 'position',
      partId: newId<PartId>(server),
      sha256: sha256Of(bytes),
      sizeBytes: bytes.length,
    }
    const now = new Date(server.clock.now()).toISOString()
    const entry = entryOf(server, officer, 'duty.arrived', {
      scope: 'squad-1',
      subjects: () => [`shift-${position.partId}`],
      parts: [position],
      data: {
        basis: 'standIn',
        shift: { date: '2026-11-20', session: 'arrival', title: '示例一小', startsAt: now, endsAt: now },
        placement: { placed: 'inside', distanceM: 3, accuracyM: 5 },
        timeliness: 'onTime',
        equipment: [],
      },
    })
    await push(
      server,
      officer,
      [entry],
      [{ partId: position.partId, sha256: position.sha256, base64: bytes.toString('base64') }],
    )
    return position.partId
  }

  test('[PART-9] is read by the captain of the squad, by command, and by that person', async () => {
    await server.addPerson('4001', 'command', 'bureau')
    const command = await server.login('4001')
    const partId = await arrive()
    for (const client of [captain, command, officer]) {
      expect((await get(client, partId, 'original')).json()).toMatchObject({ salt: 'planted' })
    }
  })

  test.each([
    ['a colleague', '1002', 'officer', 'squad-1'],
    ['a viewer', '5001', 'viewer', 'bureau'],
    ['the captain of another squad', '2002', 'captain', 'squad-2'],
    ['an administrator', '9001', 'admin', 'bureau'],
  ] as const)('is not there for %s', async (_who, number, role, scope) => {
    await server.addPerson(number, role, scope)
    const client = await server.login(number)
    const answer = await get(client, await arrive(), 'original')
    expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([404, 'request/not-found'])
  })
})
