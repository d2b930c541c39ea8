import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SignRegistered } from '../../../../src/domain/signage/sign-entries.ts'
import type { EntryId, StreetId, SubjectId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { history, rearranged, withdrawal, type Step } from '../../../support/entry-history.ts'

const signId = 'sign-0001' as SubjectId
const sign = (facts: Partial<SignRegistered> = {}): SignRegistered => ({
  signNo: 'GG-0001',
  signType: 'FASCIA',
  content: '示例早餐店',
  address: '示例路 12 号',
  point: { lat: 32.63, lng: 117.05 },
  widthM: 4,
  heightM: 1.2,
  bottomM: 3,
  builtYear: null,
  ownerName: '示例业主',
  ...facts,
})

describe('a sign', () => {
  test('is unknown without a registration', () => {
    expect(foldSign(signId, [])).toBeNull()
  })

  test('is what its newest registration says, whenever that arrived', () => {
    const make = createEntryMaker(signId)
    const newer = make('sign.registered', sign({ content: '示例书店' }), { at: at('09:00') })
    const older = make('sign.registered', sign(), { at: at('08:00') })
    expect(foldSign(signId, [newer, older])).toEqual({
      signId,
      scope: 'squad-1',
      attributes: newer.entry.data,
      registeredBy: newer.entry.id,
      registeredAtMs: ms('09:00'),
      surveys: [],
      grade: null,
      dueAtMs: null,
      nextCheckDate: null,
      notices: [],
      rectifications: [],
      recheck: null,
      lowering: null,
      mergedInto: null,
      owedPhotos: 0,
      ineffective: [],
    })
  })

  test('[ENTRY-38] stands where its place was put right, whenever that arrived, and keeps its other facts', () => {
    const make = createEntryMaker(signId)
    const registered = make('sign.registered', sign(), { at: at('08:00') })
    const placed = make('sign.placed', { point: { lat: 32.64, lng: 117.06 }, reason: '定位偏了' }, { at: at('09:00') })
    for (const given of [
      [registered, placed],
      [placed, registered],
    ])
      expect(foldSign(signId, given)?.attributes).toEqual(sign({ point: { lat: 32.64, lng: 117.06 } }))
    const withdrawn = make('record.withdrawn', { target: placed.entry.id }, { at: at('09:05') })
    expect(foldSign(signId, [registered, placed, withdrawn])?.attributes).toEqual(sign())
  })

  test('[ENTRY-38] takes the place of a registration that came after, and the street of a new place', () => {
    const make = createEntryMaker(signId)
    const point = { lat: 32.64, lng: 117.06 }
    const streetId = 'street-2' as StreetId
    const placed = make('sign.placed', { point, streetId, reason: '定位偏了' }, { at: at('08:30') })
    const before = make('sign.registered', sign(), { at: at('08:00') })
    const after = make('sign.registered', sign({ content: '示例书店' }), { at: at('09:00') })
    expect(foldSign(signId, [before, placed])?.attributes.streetId).toBe(streetId)
    expect(foldSign(signId, [before, placed, after])?.attributes).toEqual(sign({ content: '示例书店' }))
  })

  test('falls back to the older registration when the newer was taken back', () => {
    const make = createEntryMaker(signId)
    const older = make('sign.registered', sign(), { at: at('08:00') })
    const newer = make('sign.registered', sign({ content: '示例书店' }), { at: at('09:00') })
    const withdrawn = make('record.withdrawn', { target: newer.entry.id }, { at: at('09:05') })
    expect(foldSign(signId, [older, newer, withdrawn])?.attributes.content).toBe('示例早餐店')
  })

  test('has the grade and the limits of its newest survey by captured time; Friday’s arrival of Monday’s changes nothing', () => {
    const make = createEntryMaker(signId)
    const registered = make('sign.registered', signData())
    const newer = make('sign.surveyed', surveyData({ 'GG-S01': 'M' }), { at: at('11:00') })
    const older = make('sign.surveyed', surveyData(), { at: at('10:00') })
    const state = foldSign(signId, [registered, newer, older])
    expect(state).toMatchObject({ grade: 'SERIOUS', nextCheckDate: '2027-05-20', owedPhotos: 4 })
    expect(state?.dueAtMs).toBe(Date.parse('2026-11-23T09:00:00+08:00'))
    expect(state?.surveys.map(({ data }) => data.grade)).toEqual(['NONE', 'SERIOUS'])
  })

  test('may be called worse by its surveyor, and never better', () => {
    const make = createEntryMaker(signId)
    const raised = surveyData({ 'GG-P02': 'L' }, { raised: { to: 'SERIOUS', reason: '台风前' } })
    const state = foldSign(signId, [make('sign.registered', signData()), make('sign.surveyed', raised)])
    expect([raised.grade, state?.grade]).toEqual(['MINOR', 'SERIOUS'])
    expect(surveyData({ 'GG-S01': 'M' }, { raised: { to: 'MINOR', reason: '看着还行' } })).not.toHaveProperty('raised')
  })

  describe('[ENTRY-32] a grade is lowered', () => {
    const make = createEntryMaker(signId)
    const registered = make('sign.registered', signData())
    const survey = make('sign.surveyed', surveyData({ 'GG-S01': 'M' }), { at: at('10:00') })
    const asked = make(
      'sign.loweringAsked',
      { survey: survey.entry.id, to: 'GENERAL', reason: '近看是透视' },
      { at: at('10:10') },
    )
    const decided = (approved: boolean, author: string, rev: number) =>
      make(
        'sign.loweringDecided',
        { request: asked.entry.id, approved },
        { at: at('10:20'), author, rev, role: 'captain' },
      )

    test('only when a captain has agreed', () => {
      expect(foldSign(signId, [registered, survey, asked])?.grade).toBe('SERIOUS')
      expect(foldSign(signId, [registered, survey, asked, decided(false, '1101', 5)])?.grade).toBe('SERIOUS')
      expect(foldSign(signId, [registered, survey, asked, decided(true, '1101', 5)])?.grade).toBe('GENERAL')
    })

    test('by the first word in the server’s order, and not by the asker’s own', () => {
      const own = decided(true, '1001', 3)
      const first = decided(false, '1101', 4)
      const second = decided(true, '1102', 5)
      const state = foldSign(signId, [registered, survey, asked, second, first, own])
      expect(state?.grade).toBe('SERIOUS')
      expect(state?.ineffective).toEqual([
        { entryId: own.entry.id, code: 'sign/own-request' },
        { entryId: second.entry.id, code: 'sign/already-decided' },
      ])
    })

    test('no longer once the sign was surveyed anew', () => {
      const again = make('sign.surveyed', surveyData({ 'GG-S01': 'S' }), { at: at('12:00') })
      const state = foldSign(signId, [registered, survey, asked, decided(true, '1101', 5), again])
      expect([state?.grade, state?.lowering]).toEqual(['MAJOR', null])
      expect(state?.ineffective.map(({ code }) => code)).toEqual(['sign/request-overtaken'])
    })
  })

  test('[ENTRY-33] is the other sign by the first merge in the server’s order, and keeps its own surveys', () => {
    const make = createEntryMaker(signId)
    const merge = (into: string, rev: number) =>
      make('sign.merged', { into: into as SubjectId }, { subjects: [signId, into], rev, role: 'captain' })
    const entries = [
      make('sign.registered', signData()),
      make('sign.surveyed', surveyData()),
      merge('sign-c', 6),
      merge('sign-b', 5),
    ]
    expect(foldSign(signId, entries)).toMatchObject({ mergedInto: 'sign-b', grade: 'NONE' })
  })

  test('[ENTRY-13] folds to the same for every arrival order and any duplicates', () => {
    const registration = fc.nat({ max: 9 }).map(
      (n): Step =>
        (make, facts) =>
          make('sign.registered', sign({ widthM: 1 + n }), facts),
    )
    const survey = fc.constantFrom('ok' as const, 'L' as const, 'M' as const, 'S' as const).map(
      (result): Step =>
        (make, facts) =>
          make('sign.surveyed', surveyData({ 'GG-S01': result }), facts),
    )
    const earlierId = (before: readonly StampedEntry[], pick: number, kind: string): EntryId => {
      const some = before.filter(({ entry }) => entry.kind === kind)
      return some[pick % Math.max(1, some.length)]?.entry.id ?? ('00000000-0000-7000-8000-999999999999' as EntryId)
    }
    const request = fc.nat().map(
      (pick): Step =>
        (make, facts, before) =>
          make(
            'sign.loweringAsked',
            { survey: earlierId(before, pick, 'sign.surveyed'), to: 'MINOR', reason: '误判' },
            facts,
          ),
    )
    const word = fc.tuple(fc.nat(), fc.boolean()).map(
      ([pick, approved]): Step =>
        (make, facts, before) =>
          make('sign.loweringDecided', { request: earlierId(before, pick, 'sign.loweringAsked'), approved }, facts),
    )
    const step = fc.oneof(registration, survey, request, word, withdrawal)
    const cases = history(signId, step).chain((entries) => fc.tuple(fc.constant(entries), rearranged(entries)))
    fc.assert(
      fc.property(cases, ([entries, otherwise]) => {
        expect(foldSign(signId, otherwise)).toEqual(foldSign(signId, entries))
      }),
    )
  })
})
