const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * Whether the first bytes are of a format that phones' cameras make and our decoder may be given: JPEG, PNG, WebP, AVIF.
 *
 * Everything else that libvips could read (SVG, TIFF, GIF, PDF …) is kept from it: rarely fuzzed decoders, and SVG reads files.
 */
export function isDecodableFormat(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xd8, 0xff]) || startsWith(bytes, pngSignature)) return true
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return true
  return ascii(bytes, 4, 12) === 'ftypavif'
}
