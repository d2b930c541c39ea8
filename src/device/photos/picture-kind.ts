/** What a file is by its first bytes; names and types that pickers give are often wrong. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif' | 'bmp'

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

const text = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** Brands of ISO media files: the iPhone's pictures, and their younger relative. */
const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** Null for anything that is no picture we know. */
export function pictureKind(buffer: ArrayBuffer): PictureKind | null {
  const bytes = new Uint8Array(buffer, 0, Math.min(16, buffer.byteLength))
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'png'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp'
  if (text(bytes, 0, 4) === 'GIF8') return 'gif'
  if (text(bytes, 0, 2) === 'BM') return 'bmp'
  if (text(bytes, 4, 8) !== 'ftyp') return null
  const brand = text(bytes, 8, 12)
  if (brand === 'avif' || brand === 'avis') return 'avif'
  return heicBrands.includes(brand) ? 'heic' : null
}

export const mimeOf: Readonly<Record<PictureKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  avif: 'image/avif',
  bmp: 'image/bmp',
}
