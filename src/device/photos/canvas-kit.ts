export interface Size {
  readonly width: number
  readonly height: number
}

type AnyCanvas = OffscreenCanvas | HTMLCanvasElement

/** Canvases of one kind: those of workers, or those of the page where workers have none. */
export interface CanvasKit<C extends AnyCanvas = AnyCanvas> {
  create(size: Size): C
  toBlob(canvas: C, type: string, quality: number): Promise<Blob | null>
}

export const offscreenCanvases: CanvasKit<OffscreenCanvas> = {
  create: ({ width, height }) => new OffscreenCanvas(width, height),
  toBlob: (canvas, type, quality) => canvas.convertToBlob({ type, quality }),
}

export const pageCanvases = (document: Pick<Document, 'createElement'>): CanvasKit<HTMLCanvasElement> => ({
  create: (size) => Object.assign(document.createElement('canvas'), size),
  toBlob: (canvas, type, quality) => new Promise((resolve) => canvas.toBlob(resolve, type, quality)),
})

/** Draws a picture at a size on a new canvas, `use`s it, and gives its memory back. */
export async function withDrawing<C extends AnyCanvas, T>(
  kit: CanvasKit<C>,
  source: CanvasImageSource,
  size: Size,
  use: (canvas: C) => T | Promise<T>,
): Promise<T> {
  const canvas = kit.create(size)
  try {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
    if (!context) throw new Error('No 2d context.')
    // Transparent pictures become white where they would become black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, size.width, size.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(source, 0, 0, size.width, size.height)
    return await use(canvas)
  } finally {
    // iPhones give the memory of canvases back only when they are made empty.
    Object.assign(canvas, { width: 0, height: 0 })
  }
}
