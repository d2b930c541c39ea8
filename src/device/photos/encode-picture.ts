import type { ProcessedImage } from './image-pipeline.ts'

/** Enough to read a shop's name across the street; 250–450 KB as JPEG. */
const longEdgePx = 1920
const thumbnailEdgePx = 320
const wantedBytes = 450 * 1024
/** Tried in turn until the picture is small enough; the last one stands whatever it weighs. */
const qualities = [0.82, 0.72, 0.6, 0.5]
const thumbnailQuality = 0.7

type Canvas = OffscreenCanvas

interface Size {
  readonly width: number
  readonly height: number
}

const fitInto = ({ width, height }: Size, edgePx: number): Size => {
  const scale = Math.min(1, edgePx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function draw(source: CanvasImageSource, { width, height }: Size): Canvas {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No 2d context.')
  // Transparent pictures become white where they would become black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, width, height)
  return canvas
}

async function toJpeg(canvas: Canvas, quality: number): Promise<ArrayBuffer> {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
  // WebKit answers with PNG for what it cannot encode, without a word.
  if (blob.type !== 'image/jpeg') throw new Error(`Encoded as ${blob.type}.`)
  return blob.arrayBuffer()
}

async function encodeUnder(canvas: Canvas, limitBytes: number): Promise<ArrayBuffer> {
  let bytes = new ArrayBuffer(0)
  for (const quality of qualities) {
    bytes = await toJpeg(canvas, quality)
    if (bytes.byteLength <= limitBytes) break
  }
  return bytes
}

/** iPhones give the memory of canvases back only when they are made empty. */
function release(canvas: Canvas): void {
  canvas.width = 0
  canvas.height = 0
}

/** Whether what was encoded can be decoded again at its size: a canvas over the memory limit comes out blank or broken. */
async function assertReadable(bytes: ArrayBuffer, size: Size): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  const isRight = bitmap.width === size.width && bitmap.height === size.height
  bitmap.close()
  if (!isRight) throw new Error('The encoded picture has another size.')
}

/**
 * Decodes a picture, upright by its EXIF orientation, and encodes it as JPEG with a thumbnail.
 *
 * The engine applies the orientation; doing it again would turn the picture twice. Rejects when the picture cannot be decoded.
 */
export async function encodePicture(
  bytes: ArrayBuffer,
  mime: string,
): Promise<Extract<ProcessedImage, { outcome: 'encoded' }>> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: mime }))
  const size = fitInto(bitmap, longEdgePx)
  const canvas = draw(bitmap, size)
  const small = draw(bitmap, fitInto(bitmap, thumbnailEdgePx))
  bitmap.close()
  try {
    const encoded = await encodeUnder(canvas, wantedBytes)
    await assertReadable(encoded, size)
    const thumbnail = await toJpeg(small, thumbnailQuality)
    return {
      outcome: 'encoded',
      bytes: encoded,
      mime: 'image/jpeg',
      widthPx: size.width,
      heightPx: size.height,
      thumbnail,
    }
  } finally {
    release(canvas)
    release(small)
  }
}
