import { wrapLine } from '../../ui/wrap-line.ts'

/** What the picture shows: the report's lines, then the photos as squares. */
export interface ReportPicture {
  readonly lines: readonly string[]
  readonly photos: readonly Blob[]
  /** 示例 in the sample bureau; '' elsewhere. */
  readonly mark: string
}

const widthPx = 1080
const marginPx = 48
const lineHeightPx = 56
const gapPx = 12
const columns = 3
const cellPx = (widthPx - 2 * marginPx - (columns - 1) * gapPx) / columns
const markHeightPx = 64
const titleFont = '600 44px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif'
const textFont = '36px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif'
/** A WeChat group robot takes at most 2 MB; this size comes out well below. */
const quality = 0.85

function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly { readonly text: string; readonly font: string }[],
): void {
  lines.forEach(({ text, font }, index) => {
    context.font = font
    context.fillText(text, marginPx, marginPx + index * lineHeightPx)
  })
}

/** One photo at a time: nine decoded ones together are more memory than an old phone gives a page. */
async function drawPhoto(context: CanvasRenderingContext2D, photo: Blob, left: number, top: number): Promise<void> {
  context.fillStyle = '#cdd8db'
  context.fillRect(left, top, cellPx, cellPx)
  const bitmap = await createImageBitmap(photo).catch(() => null)
  // A picture that this phone cannot decode stays a grey square.
  if (!bitmap) return
  const side = Math.min(bitmap.width, bitmap.height)
  const [fromX, fromY] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  context.drawImage(bitmap, fromX, fromY, side, side, left, top, cellPx, cellPx)
  bitmap.close()
}

function drawMark(context: CanvasRenderingContext2D, mark: string, heightPx: number): void {
  context.fillStyle = '#54666d'
  context.fillRect(0, heightPx - markHeightPx, widthPx, markHeightPx)
  context.fillStyle = '#ffffff'
  context.font = textFont
  context.fillText(mark, marginPx, heightPx - markHeightPx + 12)
}

/** Draws the report and its photos into a JPEG on this phone; nothing is asked of any server. */
export async function drawReportPicture(
  canvas: HTMLCanvasElement,
  { lines, photos, mark }: ReportPicture,
): Promise<Blob> {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const wrapped = lines.flatMap((line, index) => {
    const font = index === 0 ? titleFont : textFont
    context.font = font
    return wrapLine(line, (text) => context.measureText(text).width <= widthPx - 2 * marginPx).map((text) => ({
      text,
      font,
    }))
  })
  const photosTop = marginPx + wrapped.length * lineHeightPx + gapPx
  const rows = Math.ceil(photos.length / columns)
  canvas.width = widthPx
  canvas.height = photosTop + rows * (cellPx + gapPx) + marginPx + (mark ? markHeightPx : 0)

  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#14252b'
  context.textBaseline = 'top'
  drawLines(context, wrapped)
  for (const [index, photo] of photos.entries()) {
    const left = marginPx + (index % columns) * (cellPx + gapPx)
    await drawPhoto(context, photo, left, photosTop + Math.floor(index / columns) * (cellPx + gapPx))
  }
  if (mark) drawMark(context, mark, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality)
  })
}
