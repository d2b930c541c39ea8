/** Where time comes from; injected, so that tests and simulations own it. */
export interface Clock {
  /** Wall time in milliseconds since 1970 (UTC); may jump when a person sets the device's clock. */
  now(): number
  /** Milliseconds since an arbitrary start of this process; never goes back, meaningless across processes. */
  monotonicMs(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  // `performance` exists in browsers and Node alike, but in neither type library that lib may use.
  monotonicMs: () => (globalThis as unknown as { performance: { now(): number } }).performance.now(),
}
