import { expect, test, type Page } from '@playwright/test'
import sharp from 'sharp'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { ProcessedImage } from '../../../src/device/photos/image-pipeline.ts'
import { createSeededRandom } from '../../../src/lib/random.ts'
import { drawnJpeg, twelveMegapixelJpeg } from '../../support/drawn-photos.ts'

const worker = fileURLToPath(new URL('../../../src/device/photos/image-worker.ts', import.meta.url))
const pipeline = fileURLToPath(new URL('../../support/pipeline-in-page.ts', import.meta.url))
/** Answered by the test itself: no server. */
const address = 'http://localhost:9/'

/** The pipeline and its worker as two scripts for a page. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'bundle' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (!first || !('output' in first)) throw new Error('Vite gave no bundle.')
  return first.output[0].code
}

/** As it came out, with the bytes back in Node. */
type Processed =
  | {
      readonly outcome: 'encoded'
      readonly bytes: Buffer
      readonly thumbnail: Buffer
      readonly size: readonly number[]
    }
  | { readonly outcome: 'kept' | 'notAPicture' }

async function processInPage(page: Page, file: Buffer): Promise<Processed> {
  const result = await page.evaluate(async (encoded) => {
    const toText = (buffer: ArrayBuffer): string =>
      new Uint8Array(buffer).reduce((text, byte) => text + String.fromCharCode(byte), '')
    const { bundle: made } = globalThis as unknown as {
      bundle: { process(bytes: ArrayBuffer): Promise<ProcessedImage> }
    }
    const image = await made.process(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)).buffer)
    if (image.outcome !== 'encoded') return { outcome: image.outcome }
    const { bytes, thumbnail, widthPx, heightPx } = image
    return {
      outcome: image.outcome,
      bytes: btoa(toText(bytes)),
      thumbnail: btoa(toText(thumbnail)),
      size: [widthPx, heightPx],
    }
  }, file.toString('base64'))
  if (result.outcome !== 'encoded') return result
  return { ...result, bytes: Buffer.from(result.bytes, 'base64'), thumbnail: Buffer.from(result.thumbnail, 'base64') }
}

/** Mean colour of a part of a picture, in shares of its size. */
async function colourAt(picture: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { width, height } = await sharp(picture).metadata()
  const area = { left: Math.floor(width * x), top: Math.floor(height * y), width: 8, height: 8 }
  const { channels } = await sharp(picture).extract(area).stats()
  return channels.slice(0, 3).map((channel) => channel.mean)
}

test.describe('a picture on its way into the records', () => {
  let scripts: { readonly page: string; readonly worker: string }

  test.beforeAll(async () => {
    scripts = { page: await bundle(pipeline), worker: await bundle(worker) }
  })
  test.beforeEach(async ({ page }) => {
    await page.route(`${address}**`, (route) =>
      route.request().url().endsWith('/worker.js')
        ? route.fulfill({ contentType: 'text/javascript', body: scripts.worker })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    )
    await page.goto(address)
    await page.addScriptTag({ content: scripts.page })
  })

  const doneByPage = (page: Page): Promise<number> =>
    page.evaluate(() =>
      (globalThis as unknown as { bundle: { picturesDoneByPage(): number } }).bundle.picturesDoneByPage(),
    )

  async function encode(page: Page, file: Buffer) {
    const result = await processInPage(page, file)
    if (result.outcome !== 'encoded') throw new Error(`Not encoded but ${result.outcome}.`)
    return result
  }

  test('[FAULT-24] 12 megapixels become a JPEG of 1920 px that a bad line can carry', async ({ page }) => {
    const { bytes, thumbnail, size } = await encode(page, await twelveMegapixelJpeg(200))
    expect(size).toEqual([1920, 1440])
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1920, height: 1440 })
    expect(bytes.byteLength).toBeLessThan(600 * 1024)
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 })
    expect(await doneByPage(page)).toBe(0)
  })

  test('[FAULT-24] 48 megapixels, more than an iPhone draws at once, come out whole', async ({ page }) => {
    const { bytes } = await encode(page, await drawnJpeg({ widthPx: 8064, heightPx: 6048, hue: 90 }))
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1920, height: 1440 })
  })

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`[FAULT-24] EXIF orientation ${orientation} comes out upright and without the mark`, async ({ page }) => {
      const file = await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 20, orientation })
      const { bytes } = await encode(page, file)
      const upright = await sharp(file).rotate().toBuffer()
      const { width, height, orientation: mark, exif } = await sharp(bytes).metadata()
      expect([width, height]).toEqual(orientation < 5 ? [800, 600] : [600, 800])
      expect([mark ?? 1, exif]).toEqual([1, undefined])
      for (const [x, y] of [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const) {
        const [now, then] = [await colourAt(bytes, x - 0.05, y - 0.05), await colourAt(upright, x - 0.05, y - 0.05)]
        for (const channel of [0, 1, 2]) expect(Math.abs((now[channel] ?? 0) - (then[channel] ?? 0))).toBeLessThan(30)
      }
    })
  }

  test('[FAULT-24] a small picture is not made larger', async ({ page }) => {
    const { size } = await encode(page, await drawnJpeg({ widthPx: 640, heightPx: 480, hue: 300 }))
    expect(size).toEqual([640, 480])
  })

  test('[FAULT-24] one pixel is a picture', async ({ page }) => {
    expect((await encode(page, await drawnJpeg({ widthPx: 1, heightPx: 1, hue: 300 }))).size).toEqual([1, 1])
  })

  test('[FAULT-24] what is transparent becomes white, not black', async ({ page }) => {
    const empty = { r: 0, g: 0, b: 0, alpha: 0 }
    const png = await sharp({ create: { width: 64, height: 64, channels: 4, background: empty } })
      .png()
      .toBuffer()
    const { bytes } = await encode(page, png)
    for (const mean of await colourAt(bytes, 0.4, 0.4)) expect(mean).toBeGreaterThan(250)
  })

  test('[FAULT-24] a picture that was cut off is kept as it came', async ({ page }) => {
    const file = await drawnJpeg({ widthPx: 1600, heightPx: 1200, hue: 60 })
    expect(await processInPage(page, file.subarray(0, file.length / 2))).toEqual({ outcome: 'kept' })
  })

  test('[FAULT-24] an iPhone picture that this browser cannot decode is kept as it came', async ({ page }) => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic and no more', 'latin1')
    expect(await processInPage(page, heic)).toEqual({ outcome: 'kept' })
  })

  test('[FAULT-24] a PNG of 20 MB becomes a JPEG that a bad line can carry', async ({ page }) => {
    const png = await sharp(createSeededRandom(24).bytes(2_640 * 2_640 * 3), {
      raw: { width: 2_640, height: 2_640, channels: 3 },
    })
      .png({ compressionLevel: 0 })
      .toBuffer()
    expect(png.byteLength).toBeGreaterThan(20_000_000)
    const { size } = await encode(page, png)
    expect(size).toEqual([1920, 1920])
  })

  test('[FAULT-24] an empty file is no picture', async ({ page }) => {
    expect(await processInPage(page, Buffer.alloc(0))).toEqual({ outcome: 'notAPicture' })
  })

  test('[FAULT-24] a document named as a picture is none', async ({ page }) => {
    expect(await processInPage(page, Buffer.from('%PDF-1.7 minutes of a meeting'))).toEqual({ outcome: 'notAPicture' })
  })

  test('[FAULT-24] where the worker cannot be had the page does the work', async ({ page }) => {
    await page.route(`${address}worker.js`, (route) => route.abort())
    const { size } = await encode(page, await drawnJpeg({ widthPx: 2400, heightPx: 1800, hue: 150 }))
    expect(size).toEqual([1920, 1440])
    expect(await doneByPage(page)).toBe(1)
  })
})
