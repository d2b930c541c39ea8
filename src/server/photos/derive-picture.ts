import sharp from 'sharp'
import type { DerivativeSize } from './derivative-cache.ts'
import { isDecodableFormat } from './picture-format.ts'

const derivatives: Readonly<Record<DerivativeSize, { readonly edgePx: number; readonly quality: number }>> = {
  thumb: { edgePx: 320, quality: 72 },
  view: { edgePx: 1600, quality: 82 },
}

/** 50 megapixels are 150 MB decoded; a phone's largest picture has 48 to 50. */
const maxPixels = 50_000_000

/**
 * An upright JPEG that fits the size and carries no metadata (no EXIF, no position); null for what no decoder reads.
 *
 * A truncated file is null as well: half a picture that looks whole proves nothing.
 */
export async function derivePicture(original: Uint8Array, size: DerivativeSize): Promise<Buffer | null> {
  if (!isDecodableFormat(original)) return null
  const { edgePx, quality } = derivatives[size]
  try {
    return await sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(edgePx, edgePx, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer()
  } catch {
    // sharp throws one untyped Error for every damage; which one it was helps nobody who waits for the picture.
    return null
  }
}
