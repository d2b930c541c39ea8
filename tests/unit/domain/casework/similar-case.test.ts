import { expect, test } from 'vitest'
import { similarityOf, type CaseMark } from '../../../../src/domain/casework/similar-case.ts'

const mark = (facts: Partial<CaseMark> = {}): CaseMark => ({
  category: 'street.shopOverflow',
  point: { lat: 32.64, lng: 117.02 },
  placeText: '示例一小东门',
  reportedAtMs: 0,
  ...facts,
})
const north = (metres: number) => ({ lat: 32.64 + metres / 111_195, lng: 117.02 })
const hourMs = 3_600_000

test.each([
  ['40 m and an hour apart', mark({ point: north(40), reportedAtMs: hourMs }), { distanceM: 40, apartMs: hourMs }],
  ['60 m apart', mark({ point: north(60) }), null],
  ['another kind', mark({ category: 'street.mobileVendor' }), null],
  ['two days apart', mark({ reportedAtMs: 48 * hourMs }), null],
  ['no fix, the same words', mark({ point: null }), { distanceM: null, apartMs: 0 }],
  ['no fix, other words', mark({ point: null, placeText: '示例二小' }), null],
  ['no fix, no words', mark({ point: null, placeText: '' }), null],
])('%s', (_name, other, expected) => {
  expect(similarityOf(mark(), other)).toEqual(expected)
})
