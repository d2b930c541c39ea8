import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffDelayMs, defaultBackoff } from '../../../src/lib/backoff.ts'
import type { Random } from '../../../src/lib/random.ts'

const always = (value: number): Random => ({ next: () => value, bytes: (length) => new Uint8Array(length) })

describe('the wait before another try', () => {
  test.each([
    [0, 2_000],
    [1, 4_000],
    [5, 64_000],
    [8, 512_000],
    [9, 600_000],
    [1_000_000, 600_000],
  ])('after %i failures is anything up to %i ms', (attempts, ceilingMs) => {
    expect(backoffDelayMs(attempts, always(0))).toBe(0)
    expect(backoffDelayMs(attempts, always(0.5))).toBe(ceilingMs / 2)
  })

  test('never reaches past its limits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, value) => {
        const delayMs = backoffDelayMs(attempts, always(value))
        expect(delayMs).toBeGreaterThanOrEqual(0)
        expect(delayMs).toBeLessThan(defaultBackoff.maxMs)
      }),
    )
  })
})
