import type { ByteRange } from '../photos/part-store.ts'

/**
 * Reads `range: bytes=a-b` of a file of `sizeBytes`; null where there is none to follow.
 *
 * Only one range, and only from the front: it is all that our own clients ask for, and RFC 9110 lets a server ignore others.
 * `unsatisfiable` where it begins behind the end.
 */
export function byteRangeOf(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const found = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(header ?? '')
  if (!found) return null
  const fromByte = Number(found[1])
  const toByte = Math.min(found[2] === undefined ? sizeBytes - 1 : Number(found[2]), sizeBytes - 1)
  if (fromByte >= sizeBytes) return 'unsatisfiable'
  return toByte < fromByte ? null : { fromByte, toByte }
}
