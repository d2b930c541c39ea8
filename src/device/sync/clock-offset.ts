/** The two ends of one call as this device measured them. */
export interface RoundTrip {
  /** Wall clock at the answer, ms since 1970. */
  readonly answeredAtMs: number
  /** By the monotonic clock: a wall clock that is set during the call must not spoil the measure. */
  readonly tookMs: number
}

/**
 * Server time − device time, ms.
 *
 * The answer was written about half a round trip before it arrived; the error is at most that half.
 */
export const clockOffsetMs = (serverNow: string, { answeredAtMs, tookMs }: RoundTrip): number =>
  Math.round(Date.parse(serverNow) + tookMs / 2 - answeredAtMs)
