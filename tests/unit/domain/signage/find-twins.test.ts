import { describe, expect, test } from 'vitest'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import { findTwins, likenessOf, type KnownSign, type Sighting } from '../../../../src/domain/signage/find-twins.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SignState } from '../../../../src/domain/signage/sign-state.ts'
import { streetRound, type CheckedOn } from '../../../../src/domain/signage/street-round.ts'
import { createEntryMaker } from '../../../support/entry-maker.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

const on = (date: string): CheckedOn => ({ date, timeZone: 'Asia/Shanghai', windEndsOf: () => [], seasons: [] })

/** 0.0001° of latitude is 11 m. */
const here = { lat: 32.64, lng: 117.01 }
const north = (metres: number) => ({ lat: here.lat + metres / 111_195, lng: here.lng })
const known = (signId: string, content: string, metres: number): KnownSign => ({
  signId: signId as SubjectId,
  signNo: `No-${signId}`,
  content,
  point: north(metres),
})
const sighting = (facts: Partial<Sighting> = {}): Sighting => ({
  point: here,
  accuracyM: 5,
  content: '老王早餐店',
  label: '',
  ...facts,
})
const twinsOf = (seen: Sighting, ...signs: KnownSign[]): string[] =>
  findTwins(seen, signs).map(({ sign }) => sign.signId)

describe('a sign that is in the register already', () => {
  test('is recognised by like wording nearby, the likeliest first', () => {
    const signs = [known('sign-a', '老王早餐', 20), known('sign-b', '老王早餐店', 25), known('sign-c', '小李五金', 1)]
    expect(twinsOf(sighting(), ...signs)).toEqual(['sign-b', 'sign-a'])
  })

  test('is recognised in spite of blanks, punctuation and full-width signs', () => {
    expect(likenessOf('老王 早餐（店）', '老王早餐店')).toBe(1)
    expect(likenessOf('ＡＢＣ超市', 'abc超市')).toBe(1)
    expect(likenessOf('', '老王')).toBe(0)
  })

  test('is another one where it is farther off than two fixes can be', () => {
    expect(twinsOf(sighting(), known('sign-a', '老王早餐店', 36))).toEqual([])
    expect(twinsOf(sighting({ accuracyM: 20 }), known('sign-a', '老王早餐店', 36))).toEqual(['sign-a'])
    expect(twinsOf(sighting({ accuracyM: 3_000 }), known('sign-a', '老王早餐店', 90))).toEqual([])
  })

  test('needs less of the wording on the very spot', () => {
    expect(twinsOf(sighting({ content: '老王小吃店' }), known('sign-a', '老王早餐店', 5))).toEqual(['sign-a'])
    expect(twinsOf(sighting({ content: '老王小吃店' }), known('sign-a', '老王早餐店', 20))).toEqual([])
  })

  test('is recognised by its label wherever the phone believes to be', () => {
    expect(twinsOf(sighting({ label: 'No-sign-a', content: '' }), known('sign-a', '老王早餐店', 900))).toEqual([
      'sign-a',
    ])
    expect(twinsOf(sighting({ label: 'xunhu:sign-a', content: '' }), known('sign-a', '老王', 900))).toEqual(['sign-a'])
  })

  test('is recognised without a fix only by the same wording', () => {
    expect(twinsOf(sighting({ point: null }), known('sign-a', '老王早餐店', 0))).toEqual(['sign-a'])
    expect(twinsOf(sighting({ point: null }), known('sign-a', '老王早餐', 0))).toEqual([])
  })
})

describe('the round of a street', () => {
  const signAt = (signId: string, metres: number, isSurveyed: boolean): SignState => {
    const make = createEntryMaker(signId)
    const entries = [make('sign.registered', signData({ point: north(metres) }))]
    const state = foldSign(
      signId as SubjectId,
      isSurveyed ? [...entries, make('sign.surveyed', surveyData())] : entries,
    )
    if (!state) throw new Error('a registered sign')
    return state
  }

  test('goes to the nearest sign that is to be surveyed; those surveyed lately come after', () => {
    const signs = [signAt('sign-far', 90, false), signAt('sign-done', 1, true), signAt('sign-near', 10, false)]
    const order = streetRound(signs, here, on('2026-11-20')).map(({ sign }) => sign.signId)
    expect(order).toEqual(['sign-near', 'sign-far', 'sign-done'])
  })

  test('takes up a sign again when the day of its next check has come', () => {
    const [round] = streetRound([signAt('sign-done', 1, true)], null, on('2027-05-20'))
    expect([round?.isDue, round?.awayM]).toEqual([true, null])
  })

  test('leaves out a sign that turned out to be another one', () => {
    const make = createEntryMaker('sign-a')
    const merged = make('sign.merged', { into: 'sign-b' as SubjectId }, { subjects: ['sign-a', 'sign-b'], rev: 1 })
    const state = foldSign('sign-a' as SubjectId, [make('sign.registered', signData()), merged])
    expect(streetRound(state ? [state] : [], here, on('2026-11-20'))).toEqual([])
  })
})
