import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const script = '<script>alert(document.cookie)</script>'

let server: TestServer
let officer: TestClient
let captain: TestClient
beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterAll(() => server.close())

/** Sends these bytes as the photo of a finding; reads it in a size. */
async function sent(bytes: Buffer, mime = 'image/jpeg') {
  const photo = { ...photoRef(server, bytes), mime }
  await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry])
  await upload(officer, bytes)
  return (size: string) => captain.call({ url: `/api/parts/${photo.partId}?size=${size}` })
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}

/** A PNG of a few bytes that says of itself how large it would be. */
function pngOfSize(widthPx: number, heightPx: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPx)
  head.writeUInt32BE(heightPx, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const rows = deflateSync(Buffer.alloc(1_000))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

describe('a picture that is two things at once', () => {
  test('is shown as its pixels alone: what hangs behind them is gone', async () => {
    const jpeg = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
    const read = await sent(Buffer.concat([jpeg, Buffer.from(script)]))
    const shown = await read('view')
    expect([shown.statusCode, shown.rawPayload.includes('script')]).toEqual([200, false])
    expect((await sharp(shown.rawPayload).metadata()).width).toBe(160)
  })

  test('is handed out whole only as a file that no browser runs', async () => {
    const jpeg = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 2 })
    const { headers } = await (await sent(Buffer.concat([jpeg, Buffer.from(script)]), 'text/html'))('original')
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-disposition']).toMatch(/^attachment/)
  })
})

describe('what is no picture, or too much of one', () => {
  test.each([
    ['a page that calls itself a JPEG', Buffer.from(script)],
    ['SVG, which reads files', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`)],
    ['a GIF', Buffer.from('GIF89a/*' + script)],
    ['a bomb of 2,500 megapixels in 80 bytes', pngOfSize(50_000, 50_000)],
  ])('%s is stored and drawn by no decoder', async (_what, bytes) => {
    const read = await sent(bytes)
    for (const size of ['thumb', 'view']) expect((await read(size)).statusCode).toBe(404)
    expect((await read('original')).rawPayload.equals(bytes)).toBe(true)
  })

  test('the bomb is a picture but for its size', async () => {
    expect(await sharp(pngOfSize(50_000, 50_000), { limitInputPixels: false }).metadata()).toMatchObject({
      format: 'png',
      width: 50_000,
    })
  })
})
