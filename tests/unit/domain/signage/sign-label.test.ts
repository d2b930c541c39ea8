import { describe, expect, test } from 'vitest'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import { findByNumber, labelText, signIdOfLabel } from '../../../../src/domain/signage/sign-label.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'
import { signData } from '../../../support/surveyed-sign.ts'

const signId = 'sign-01934a10-0000-7000-8000-000000000001' as SubjectId

const sign = (id: string, signNo: string): SignState =>
  foldSign(id as SubjectId, [
    createEntryMaker(id)('sign.registered', signData({ signNo }), { at: at('08:00') }),
  ]) as SignState

describe('the label of a sign', () => {
  test('leads to its page, and back to the sign', () => {
    const text = labelText('https://xunhu.example', signId)
    expect(text).toBe(`https://xunhu.example/signs/${signId}`)
    expect(signIdOfLabel(`${text}\n`)).toBe(signId)
  })

  test.each(['https://elsewhere.example/pay?x=1', 'GG-0001', '', `https://xunhu.example/signs/${signId}/edit`])(
    'is not %j',
    (text) => {
      expect(signIdOfLabel(text)).toBeNull()
    },
  )
})

describe('a number that is typed', () => {
  const signs = [sign('sign-1', 'GG-A1B2C3'), sign('sign-2', 'GG-77B2C3'), sign('sign-3', 'B2C3')]
  const found = (typed: string): readonly string[] => findByNumber(signs, typed).map((each) => each.signId)

  test('finds the sign by the end of its number, whatever is left out', () => {
    expect(found('gg a1b2c3')).toEqual(['sign-1'])
    expect(found('A1-B2C3')).toEqual(['sign-1'])
    expect(found('7b2c3')).toEqual(['sign-2'])
  })

  test('finds the one that has just this number before those that end with it', () => {
    expect(found('b2c3')).toEqual(['sign-3'])
  })

  test('finds nothing by three signs: too many end alike', () => {
    expect(found('2C3')).toEqual([])
  })
})
