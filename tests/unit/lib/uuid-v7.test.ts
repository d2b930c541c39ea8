import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EntryId } from '../../../src/domain/ids.ts'
import { createSeededRandom } from '../../../src/lib/random.ts'
import { uuidV7 } from '../../../src/lib/uuid-v7.ts'

const noughts = { next: () => 0, bytes: (length: number) => new Uint8Array(length) }
const ones = { next: () => 0, bytes: (length: number) => new Uint8Array(length).fill(0xff) }
const lastMs = 2 ** 48 - 1

describe('a UUID version 7', () => {
  test('holds the wall time, then version, variant and random bits', () => {
    // The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z.
    expect(uuidV7(0x017f22e279b0, noughts)).toBe('017f22e2-79b0-7000-8000-000000000000')
    expect(uuidV7(0x017f22e279b0, ones)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
  })

  test('of a clock before 1970 holds nought, not nonsense', () => {
    expect(uuidV7(-5, noughts)).toBe('00000000-0000-7000-8000-000000000000')
  })

  test('[WIRE-9] is an entry’s id for every time and every randomness', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lastMs }), fc.integer(), (ms, seed) => {
        expect(v.is(EntryId, uuidV7(ms, createSeededRandom(seed)))).toBe(true)
      }),
    )
  })

  test('sorts by time', () => {
    const moment = fc.integer({ min: 0, max: lastMs })
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        fc.pre(one !== other)
        const [early, late] = one < other ? [one, other] : [other, one]
        expect(uuidV7(early, ones) < uuidV7(late, noughts)).toBe(true)
      }),
    )
  })
})
