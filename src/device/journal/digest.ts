import type { Sha256 } from '../../domain/ids.ts'

/** SHA-256 of bytes as lower-case hex. Always before a transaction: WebKit ends a transaction that waits for it. */
export type Digest = (bytes: ArrayBuffer) => Promise<Sha256>

export const createDigest =
  (subtle: Pick<SubtleCrypto, 'digest'>): Digest =>
  async (bytes) =>
    [...new Uint8Array(await subtle.digest('SHA-256', bytes))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('') as Sha256
