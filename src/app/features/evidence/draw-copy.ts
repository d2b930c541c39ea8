import { wrapLine } from '../../ui/wrap-line.ts'
import type { MosaicRect } from './mosaic-rect.ts'
import { pixelate } from './pixelate.ts'

/** What a copy shows: the original's picture, rectangles that are made unrecognisable, and lines over its foot. */
export interface CopyPicture {
  readonly picture: ImageBitmap
  readonly mosaics: readonly MosaicRect[]
  readonly lines: readonly string[]
}

const quality = 0.9
const fontFamily = 'system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif'
/** Read on a phone and on paper alike. */
const fontPerWidth = 1 / 42
const leastFontPx = 12

function drawLines(context: CanvasRenderingContext2D, lines: readonly string[]): void {
  const { width, height } = context.canvas
  const fontPx = Math.max(leastFontPx, Math.round(Math.max(width, height) * fontPerWidth))
  const [margin, step] = [fontPx, Math.round(fontPx * 1.4)]
  context.font = `${fontPx}px ${fontFamily}`
  const wrapped = lines.flatMap((line) =>
    wrapLine(line, (text) => context.measureText(text).width <= width - 2 * margin),
  )
  const bandTop = height - wrapped.length * step - margin
  context.fillStyle = 'rgb(0 0 0 / 55%)'
  context.fillRect(0, bandTop, width, height - bandTop)
  context.fillStyle = '#ffffff'
  context.textBaseline = 'top'
  wrapped.forEach((line, index) => context.fillText(line, margin, bandTop + margin / 2 + index * step))
}

/** Draws a copy as large as its original. The canvas holds pixels only: nothing of the camera goes along. */
export function drawCopy(canvas: HTMLCanvasElement, { picture, mosaics, lines }: CopyPicture): void {
  canvas.width = picture.width
  canvas.height = picture.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return
  context.drawImage(picture, 0, 0)
  for (const { left, top, width, height } of mosaics) {
    const pixels = context.getImageData(left, top, width, height)
    pixelate(pixels)
    context.putImageData(pixels, left, top)
  }
  drawLines(context, lines)
}

/** The drawn copy as a JPEG. */
export const encodeCopy = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality)
  })
