import type { VoiceMime } from '../../domain/journal/part-ref.ts'

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** EBML, which WebM is written in. */
const ebml = [0x1a, 0x45, 0xdf, 0xa3]

/** Of ISO files that hold sound; pictures have brands of their own. */
const soundBrand = /^(iso[m2-9]|mp4[12]|M4A |dash)$/

/** Bytes that tell a format from all others. */
export const soundHeadBytes = 12

/** What a voice note is by its first bytes, whatever the phone called it; null for anything that no recorder of ours makes. */
export function soundFormat(head: Uint8Array): VoiceMime | null {
  if (ebml.every((byte, index) => head[index] === byte)) return 'audio/webm'
  if (ascii(head, 0, 4) === 'OggS') return 'audio/ogg'
  return ascii(head, 4, 8) === 'ftyp' && soundBrand.test(ascii(head, 8, 12)) ? 'audio/mp4' : null
}
