import sharp from 'sharp'

/** A drawn scene with enough detail that its JPEG weighs what a phone's picture weighs. */
export async function drawnJpeg(options: {
  readonly widthPx: number
  readonly heightPx: number
  readonly hue: number
  /** EXIF orientation 1–8; the pixels are turned by the reader. */
  readonly orientation?: number
}): Promise<Buffer> {
  const { widthPx, heightPx, hue } = options
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
    <rect width="100%" height="50%" fill="hsl(${hue},60%,75%)"/><rect y="50%" width="100%" height="50%" fill="hsl(${hue},20%,45%)"/>
    <rect x="10%" y="20%" width="35%" height="45%" fill="hsl(${hue + 120},45%,55%)"/><circle cx="75%" cy="60%" r="12%" fill="hsl(${hue + 200},60%,50%)"/></svg>`
  const grain = await sharp({
    create: {
      width: Math.ceil(widthPx / 4),
      height: Math.ceil(heightPx / 4),
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .resize(widthPx, heightPx)
    .png({ compressionLevel: 1 })
    .toBuffer()
  const drawn = sharp(Buffer.from(scene)).composite([{ input: grain, blend: 'soft-light' }])
  return drawn
    .jpeg({ quality: 90 })
    .withMetadata(options.orientation ? { orientation: options.orientation } : {})
    .toBuffer()
}

/** 4032 × 3024: what the main camera of a common phone gives. */
export const twelveMegapixelJpeg = (hue: number): Promise<Buffer> => drawnJpeg({ widthPx: 4032, heightPx: 3024, hue })
