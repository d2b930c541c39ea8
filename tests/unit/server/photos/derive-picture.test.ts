import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { derivePicture } from '../../../../src/server/photos/derive-picture.ts'

const plain = () =>
  sharp({ create: { width: 600, height: 300, channels: 4, background: { r: 10, g: 200, b: 30, alpha: 0 } } })

describe('a derived picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('is made of %s', async (format) => {
    const shown = await derivePicture(await plain().toFormat(format).toBuffer(), 'thumb')
    expect(await sharp(shown ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 160 })
  })

  test.each(['gif', 'tiff'] as const)('is not made of %s, which cameras do not write', async (format) => {
    expect(await derivePicture(await plain().toFormat(format).toBuffer(), 'thumb')).toBeNull()
  })

  test('is not made of SVG, whatever it calls in', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    expect(await derivePicture(Buffer.from(svg), 'view')).toBeNull()
  })

  test('shows see-through parts white, not black', async () => {
    const shown = await derivePicture(await plain().png().toBuffer(), 'thumb')
    const [red, green, blue] = await sharp(shown ?? Buffer.alloc(0))
      .raw()
      .toBuffer()
    expect([red, green, blue]).toEqual([255, 255, 255])
  })

  test('is never larger than what was recorded', async () => {
    const shown = await derivePicture(await plain().resize(100, 50).jpeg().toBuffer(), 'view')
    expect(await sharp(shown ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 100, height: 50 })
  })

  test.each([0.2, 0.5, 0.95])('is not made of a file cut off at %f of its length', async (share) => {
    const whole = await plain().jpeg().toBuffer()
    expect(await derivePicture(whole.subarray(0, Math.floor(whole.length * share)), 'thumb')).toBeNull()
  })

  test('is not made of more pixels than fit into the memory of a small machine', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 6_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await derivePicture(bomb, 'thumb')).toBeNull()
  })

  test.each([0, 1, 11])('is not made of %i bytes', async (length) => {
    expect(await derivePicture(Buffer.alloc(length, 0xff), 'thumb')).toBeNull()
  })
})
