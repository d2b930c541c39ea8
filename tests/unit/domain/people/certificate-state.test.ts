import { expect, test } from 'vitest'
import { certificateState } from '../../../../src/domain/people/certificate-state.ts'

test.each([
  ['2026-11-27', 'ended'],
  ['2026-11-28', 'endsSoon'],
  ['2027-01-27', 'endsSoon'],
  ['2027-01-28', 'valid'],
])('a certificate until %s is %s on 2026-11-28', (validTo, state) => {
  expect(certificateState({ certificate: { number: 'X1', validTo } }, '2026-11-28')).toBe(state)
})

test('who has none has none', () => {
  expect(certificateState({}, '2026-11-28')).toBe('none')
})
