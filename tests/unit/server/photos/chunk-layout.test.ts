import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wireLimits } from '../../../../src/protocol/limits.ts'
import { chunkCount, chunkLength } from '../../../../src/server/photos/chunk-layout.ts'

const size = fc.integer({ min: 1, max: wireLimits.partBytes })

test('[PART-2] the chunks of any part add up to its size, and none is empty or too long', () => {
  fc.assert(
    fc.property(size, (sizeBytes) => {
      const lengths = Array.from({ length: chunkCount(sizeBytes) }, (_, index) => chunkLength(index, sizeBytes) ?? 0)
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(sizeBytes)
      expect(Math.min(...lengths)).toBeGreaterThan(0)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(wireLimits.chunkBytes)
    }),
  )
})

test('a place outside of the part has no length', () => {
  fc.assert(
    fc.property(size, fc.oneof(fc.constantFrom(-1, 0.5, Number.NaN), fc.nat()), (sizeBytes, index) => {
      const isInside = Number.isInteger(index) && index >= 0 && index < chunkCount(sizeBytes)
      expect(chunkLength(index, sizeBytes) !== null).toBe(isInside)
    }),
  )
})
