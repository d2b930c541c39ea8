import { describe, expect, test } from 'vitest'
import { createImagePipeline } from '../../../../src/device/photos/create-image-pipeline.ts'
import type { EncodedImage } from '../../../../src/device/photos/encode-picture.ts'
import type { Encode } from '../../../../src/device/photos/worker-encoder.ts'

const jpeg = (mark: number): ArrayBuffer => Uint8Array.from([0xff, 0xd8, 0xff, mark]).buffer
const heic = Uint8Array.from(Buffer.from('\0\0\0\x18ftypheic', 'latin1')).buffer
const encoded: EncodedImage = {
  outcome: 'encoded',
  bytes: new ArrayBuffer(8),
  mime: 'image/jpeg',
  widthPx: 4,
  heightPx: 2,
  thumbnail: new ArrayBuffer(2),
}
const works: Encode = async () => encoded
const fails: Encode = () => Promise.reject(new Error('cannot'))

describe('a file on its way to becoming a photo', () => {
  test('a picture is encoded', async () => {
    expect(await createImagePipeline(works, fails).process(jpeg(0))).toEqual(encoded)
  })

  test('what is no picture is told so and never handed to a decoder', async () => {
    const pipeline = createImagePipeline(works, works)
    expect(await pipeline.process(Uint8Array.from(Buffer.from('%PDF-1.7')).buffer)).toEqual({ outcome: 'notAPicture' })
  })

  test('where the worker cannot, the page does it', async () => {
    expect(await createImagePipeline(fails, works).process(jpeg(0))).toEqual(encoded)
  })

  test('a picture that nothing decodes is kept as it came, with the type its bytes say', async () => {
    expect(await createImagePipeline(fails, fails).process(heic)).toEqual({ outcome: 'kept', mime: 'image/heic' })
  })

  test('pictures are worked on one at a time, in their order', async () => {
    const log: string[] = []
    const encode: Encode = async (bytes) => {
      const mark = new Uint8Array(bytes)[3]
      log.push(`begin ${mark}`)
      await Promise.resolve()
      log.push(`end ${mark}`)
      return encoded
    }
    const pipeline = createImagePipeline(encode, fails)
    await Promise.all([pipeline.process(jpeg(1)), pipeline.process(jpeg(2)), pipeline.process(jpeg(3))])
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3'])
  })

  test('one bad picture does not hold up the next', async () => {
    const encode: Encode = (bytes) => (new Uint8Array(bytes)[3] === 1 ? fails(bytes, '') : works(bytes, ''))
    const pipeline = createImagePipeline(encode, fails)
    const [bad, good] = await Promise.all([pipeline.process(jpeg(1)), pipeline.process(jpeg(2))])
    expect([bad.outcome, good.outcome]).toEqual(['kept', 'encoded'])
  })
})
