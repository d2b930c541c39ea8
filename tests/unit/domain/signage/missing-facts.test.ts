import { expect, test } from 'vitest'
import { missingFacts } from '../../../../src/domain/signage/missing-facts.ts'
import { signData } from '../../../support/surveyed-sign.ts'

const complete = signData({
  frame: 'squareTube',
  face: 'acrylic',
  carrier: 'brick',
  fixing: ['weld'],
  light: 'none',
  permit: { state: 'held' },
  ownerKind: 'shop',
})

test('what a surveyor may leave for later is missing until it is said, also where it is said that nobody knows', () => {
  expect(missingFacts(signData(), 2026)).toEqual(['frame', 'face', 'carrier', 'fixing', 'light', 'owner', 'permit'])
  expect(missingFacts(complete, 2026)).toEqual([])
  expect(missingFacts({ ...complete, carrier: 'unknown', fixing: ['unseen'] }, 2026)).toEqual([])
  expect(missingFacts({ ...complete, fixing: [] }, 2026)).toEqual(['fixing'])
})

test('the test report is missed where one must be: of heavy and large signs older than two years', () => {
  const roof = { ...complete, signType: 'ROOF' } as const
  expect(missingFacts({ ...roof, builtYear: 2020 }, 2026)).toEqual(['test'])
  expect(missingFacts({ ...roof, builtYear: 2025 }, 2026)).toEqual([])
  expect(missingFacts({ ...roof, builtYear: 2020, test: { state: 'none' } }, 2026)).toEqual([])
})
