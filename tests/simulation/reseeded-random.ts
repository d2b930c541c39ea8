import { createSeededRandom, type Random } from '../../src/lib/random.ts'

/** A source that each step of a history begins anew, so that leaving a step out leaves the draws of the others as they were. */
export interface ReseededRandom extends Random {
  reseed(seed: number): void
}

export function createReseededRandom(seed: number): ReseededRandom {
  let random = createSeededRandom(seed)
  return {
    next: () => random.next(),
    bytes: (length) => random.bytes(length),
    reseed: (next) => (random = createSeededRandom(next)),
  }
}
