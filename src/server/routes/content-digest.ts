import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problem.ts'

/** `sha-256=:<base64 of 32 bytes>:`, alone or in a list (RFC 9530). */
const sha256Member = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?=,|;|$)/

/** Rejects a body that is not the one its sender hashed: `part/digest-mismatch`, after which the same call may succeed. */
export function assertContentDigest(header: string | string[] | undefined, bytes: Uint8Array): void {
  const declared = sha256Member.exec(String(header ?? ''))?.[1]
  if (declared === undefined) throw new Problem('request/malformed', 'content-digest: sha-256=:…: is required.')
  const actual = createHash('sha256').update(bytes).digest()
  if (!timingSafeEqual(actual, Buffer.from(declared, 'base64'))) {
    throw new Problem('part/digest-mismatch', 'The chunk changed on the way.')
  }
}
