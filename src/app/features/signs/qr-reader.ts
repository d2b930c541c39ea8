import { decodeQR } from 'qr/decode.js'
import { pageCanvases, withDrawing, type Size } from '../../../device/photos/canvas-kit.ts'
import type { LabelPicture } from './label-reader.ts'

/** A label that fills a quarter of the picture has 8 points a square then, and a slow phone still looks four times a second. */
const edgePx = 1024

const sizeOf = (picture: LabelPicture): Size =>
  picture instanceof HTMLVideoElement
    ? { width: picture.videoWidth, height: picture.videoHeight }
    : { width: picture.width, height: picture.height }

function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, edgePx / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

function decode(canvas: HTMLCanvasElement): readonly string[] {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
  if (!pixels) throw new Error('No 2d context.')
  try {
    return [decodeQR(pixels)]
  } catch {
    // It throws one untyped Error where there is no code, and where there is one that cannot be read.
    return []
  }
}

/** The QR code in a picture, for browsers that read none. */
export async function readQr(picture: LabelPicture): Promise<readonly string[]> {
  const size = fitted(sizeOf(picture))
  return size.width * size.height === 0 ? [] : withDrawing(pageCanvases(document), picture, size, decode)
}
