import type { Random } from './random.ts'

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of wall time in ms, then 74 random bits.
 *
 * Sorts by creation time on one device only as well as that device's clock does; never use it as an order of truth.
 */
export function uuidV7(nowMs: number, random: Random): string {
  const bytes = random.bytes(16)
  let rest = Math.max(0, Math.floor(nowMs))
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const text = hex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
