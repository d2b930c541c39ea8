import { toBase64 } from '../rescue/base64.ts'

/** A tenth of a second on a slow phone. It slows a finder who has copied the storage; it does not stop him: digits are few. */
const iterations = 100_000

/** The PIN under this salt, as base64. */
export type DerivePin = (pin: string, salt: Uint8Array<ArrayBuffer>) => Promise<string>

export function createDerivePin(subtle: Pick<SubtleCrypto, 'importKey' | 'deriveBits'>): DerivePin {
  return async (pin, salt) => {
    const key = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
    return toBase64(await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256))
  }
}
