/** Where randomness comes from; a seeded one replays a simulation. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** `length` bytes; from the platform's cryptographic source outside of simulations. */
  bytes(length: number): Uint8Array
}

interface CryptoSource {
  getRandomValues(target: Uint8Array): Uint8Array
}

export const systemRandom: Random = {
  next: () => Math.random(),
  bytes: (length) => (globalThis as unknown as { crypto: CryptoSource }).crypto.getRandomValues(new Uint8Array(length)),
}

/** A repeatable source (mulberry32): the same seed gives the same sequence on every engine. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  }
}
