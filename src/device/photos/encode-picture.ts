import { withDrawing, type CanvasKit, type Size } from './canvas-kit.ts'
import type { ProcessedImage } from './image-pipeline.ts'
import { looksAlike } from './looks-alike.ts'
import { pictureSize } from './picture-size.ts'
import { encodeUnder } from './quality-ladder.ts'

export type EncodedImage = Extract<ProcessedImage, { outcome: 'encoded' }>

/** Enough to read a shop's name across the street; 250–450 KB as JPEG. */
const longEdgePx = 1920
const thumbnailEdgePx = 320
const wantedBytes = 450 * 1024
const thumbnailQuality = 0.7
/** Pixels in all that an iPhone draws at once; its 24- and 48-megapixel pictures are decoded smaller instead. */
const largestDecodedPx = 16_777_216
const sample: Size = { width: 16, height: 16 }

const fitInto = ({ width, height }: Size, edgePx: number): Size => {
  const scale = Math.min(1, edgePx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function decode(bytes: ArrayBuffer, mime: string): Promise<ImageBitmap> {
  const blob = new Blob([bytes], { type: mime })
  const size = pictureSize(bytes)
  if (!size || size.width * size.height <= largestDecodedPx) return createImageBitmap(blob)
  // The width after turning by EXIF may be either edge: where it is the short one the bitmap is a little larger than wanted.
  return createImageBitmap(blob, { resizeWidth: longEdgePx, resizeQuality: 'high' })
}

async function toJpeg<C extends OffscreenCanvas | HTMLCanvasElement>(
  kit: CanvasKit<C>,
  canvas: C,
  quality: number,
): Promise<ArrayBuffer> {
  const blob = await kit.toBlob(canvas, 'image/jpeg', quality)
  // WebKit answers with PNG for what it cannot encode, without a word.
  if (blob?.type !== 'image/jpeg') throw new Error(`Encoded as ${blob?.type ?? 'nothing'}.`)
  return blob.arrayBuffer()
}

function sampleOf(kit: CanvasKit, source: ImageBitmap): Promise<Uint8ClampedArray> {
  return withDrawing(kit, source, sample, (canvas) => {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
    return context?.getImageData(0, 0, sample.width, sample.height).data ?? new Uint8ClampedArray()
  })
}

/** Whether what was encoded decodes again, at its size, to the picture that went in. */
async function assertFaithful(
  kit: CanvasKit,
  bytes: ArrayBuffer,
  size: Size,
  original: Uint8ClampedArray,
): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  try {
    const isRight = bitmap.width === size.width && bitmap.height === size.height
    if (!isRight || !looksAlike(original, await sampleOf(kit, bitmap)))
      throw new Error('The encoded picture is another.')
  } finally {
    bitmap.close()
  }
}

/**
 * Decodes a picture, upright by its EXIF orientation, and encodes it as JPEG with a thumbnail.
 *
 * The engine applies the orientation; doing it again would turn the picture twice. Rejects when the picture cannot be decoded or
 * comes out as another one.
 */
export async function encodePicture(bytes: ArrayBuffer, mime: string, kit: CanvasKit): Promise<EncodedImage> {
  const bitmap = await decode(bytes, mime)
  try {
    const size = fitInto(bitmap, longEdgePx)
    const encoded = await withDrawing(kit, bitmap, size, (canvas) =>
      encodeUnder(wantedBytes, (quality) => toJpeg(kit, canvas, quality)),
    )
    await assertFaithful(kit, encoded, size, await sampleOf(kit, bitmap))
    const thumbnail = await withDrawing(kit, bitmap, fitInto(bitmap, thumbnailEdgePx), (canvas) =>
      toJpeg(kit, canvas, thumbnailQuality),
    )
    return {
      outcome: 'encoded',
      bytes: encoded,
      mime: 'image/jpeg',
      widthPx: size.width,
      heightPx: size.height,
      thumbnail,
    }
  } finally {
    bitmap.close()
  }
}
