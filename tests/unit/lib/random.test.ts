import { describe, expect, test } from 'vitest'
import { createSeededRandom } from '../../../src/lib/random.ts'

const firstOf = (seed: number): readonly number[] => {
  const random = createSeededRandom(seed)
  return Array.from({ length: 1000 }, () => random.next())
}

describe('seeded randomness', () => {
  test('repeats itself for the same seed and differs for another', () => {
    expect(firstOf(7)).toEqual(firstOf(7))
    expect(firstOf(7)).not.toEqual(firstOf(8))
  })

  test('lies in [0, 1) and fills it', () => {
    const numbers = firstOf(42)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    const tenths = new Set(numbers.map((number) => Math.floor(number * 10)))
    expect(tenths.size).toBe(10)
  })

  test('gives as many bytes as asked for', () => {
    expect(createSeededRandom(1).bytes(16)).toHaveLength(16)
    expect(new Set(createSeededRandom(1).bytes(4096)).size).toBe(256)
  })
})
