import { describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { pictureKind } from '../../../../src/device/photos/picture-kind.ts'
import { pictureSize } from '../../../../src/device/photos/picture-size.ts'

const plain = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

const formats = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const

const drawn = async (format: (typeof formats)[number], orientation = 1): Promise<ArrayBuffer> =>
  plain(
    await sharp({ create: { width: 40, height: 24, channels: 3, background: '#3366aa' } })
      .withMetadata({ orientation })
      .toFormat(format)
      .toBuffer(),
  )

/** The first box of an ISO media file, which is all that tells the kind. */
const isoFile = (brand: string): ArrayBuffer => plain(Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`, 'latin1'))

describe('what a file is by its bytes', () => {
  test.each(formats)('a real %s is known', async (format) => {
    expect(pictureKind(await drawn(format))).toBe(format)
  })

  test.each(['heic', 'heix', 'mif1'])('an iPhone picture of brand %s is known', (brand) => {
    expect(pictureKind(isoFile(brand))).toBe('heic')
  })

  test.each([
    ['a film', isoFile('isom')],
    ['a document', plain(Buffer.from('%PDF-1.7 not a picture at all'))],
    ['a page', plain(Buffer.from('<!doctype html><title>wifi login</title>'))],
    ['an empty file', new ArrayBuffer(0)],
    ['one byte', new ArrayBuffer(1)],
  ])('%s is no picture', (_what, bytes) => {
    expect(pictureKind(bytes)).toBeNull()
  })
})

describe('the size in the header', () => {
  test.each(['jpeg', 'png'] as const)('is read from a %s without decoding it', async (format) => {
    expect(pictureSize(await drawn(format))).toEqual({ width: 40, height: 24 })
  })

  test('is the size before the picture is turned', async () => {
    expect(pictureSize(await drawn('jpeg', 6))).toEqual({ width: 40, height: 24 })
  })

  test('is not guessed for other kinds', async () => {
    expect(pictureSize(await drawn('webp'))).toBeNull()
  })

  test('a header that is cut off has none', async () => {
    expect(pictureSize((await drawn('jpeg')).slice(0, 60))).toBeNull()
    expect(pictureSize(new ArrayBuffer(0))).toBeNull()
  })
})
