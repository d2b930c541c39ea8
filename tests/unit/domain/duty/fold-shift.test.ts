import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import type { JournalEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, morningShift } from '../../../support/morning-shift.ts'
import { reportedData } from '../../../support/reported-case.ts'

const shiftId = morningShift.id
const makerOf = () => createEntryMaker(shiftId)

describe('a shift without records', () => {
  test('has nobody, no counts and no snapshot', () => {
    expect(foldShift(shiftId, [])).toEqual({
      shiftId,
      snapshot: null,
      presences: [],
      counts: { vendor: 0, shop: 0, parking: 0, leaflet: 0, poster: 0, service: 0 },
      answers: {},
      caseIds: [],
      withdrawn: [],
    })
  })
})

describe('the counters', () => {
  test('add up what everybody tapped', () => {
    const make = makerOf()
    const { counts } = foldShift(shiftId, [
      make('duty.tallied', { counter: 'vendor', delta: 1 }, { author: '1001' }),
      make('duty.tallied', { counter: 'vendor', delta: 1 }, { author: '1002' }),
      make('duty.tallied', { counter: 'leaflet', delta: 3 }),
    ])
    expect(counts).toEqual({ vendor: 2, shop: 0, parking: 0, leaflet: 3, poster: 0, service: 0 })
  })

  test('leave out a tap that was undone', () => {
    const make = makerOf()
    const tapped = make('duty.tallied', { counter: 'shop', delta: 1 })
    const state = foldShift(shiftId, [tapped, make('record.withdrawn', { target: tapped.entry.id })])
    expect(state.counts.shop).toBe(0)
  })

  test('count a tap once that came in twice', () => {
    const make = makerOf()
    const tapped = make('duty.tallied', { counter: 'shop', delta: 1 })
    expect(foldShift(shiftId, [tapped, tapped]).counts.shop).toBe(1)
  })

  test('are not spoiled by a button that only a newer app has', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [make('duty.tallied', { counter: 'toString' as never, delta: 1 })])
    expect(Object.keys(state.counts)).toEqual(['vendor', 'shop', 'parking', 'leaflet', 'poster', 'service'])
  })
})

describe('the answers', () => {
  const answered = (itemId: string, result: 'pass' | 'fail' | 'na', note?: string) => ({
    templateId: 'HX',
    templateVersion: 1,
    answers: [{ itemId, result, ...(note === undefined ? {} : { note }) }],
  })

  test('stand by template and version, then by item', () => {
    const make = makerOf()
    const { answers } = foldShift(shiftId, [
      make('inspection.answered', answered('HX-04', 'fail', '两处摊点'), { at: at('07:15') }),
    ])
    expect(answers).toEqual({
      'HX@1': { 'HX-04': { result: 'fail', note: '两处摊点', atMs: ms('07:15'), by: '1001' } },
    })
  })

  test('are replaced by the later one, also when it came first', () => {
    const make = makerOf()
    const earlier = make('inspection.answered', answered('HX-04', 'fail'), { at: at('07:15') })
    const later = make('inspection.answered', answered('HX-04', 'pass'), { at: at('07:30') })
    expect(foldShift(shiftId, [later, earlier]).answers['HX@1']?.['HX-04']?.result).toBe('pass')
  })

  test('of another version of a template stand apart', () => {
    const make = makerOf()
    const { answers } = foldShift(shiftId, [
      make('inspection.answered', answered('HX-04', 'fail')),
      make('inspection.answered', { ...answered('HX-04', 'pass'), templateVersion: 2 }),
    ])
    expect(Object.keys(answers)).toEqual(['HX@1', 'HX@2'])
  })
})

describe('findings of a shift', () => {
  test('are the cases reported in it, without the withdrawn ones', () => {
    const make = makerOf()
    const kept = make('case.reported', reportedData(), { subjects: ['case-a', shiftId], at: at('07:20') })
    const dropped = make('case.reported', reportedData(), { subjects: ['case-b', shiftId], at: at('07:21') })
    const withdrawal = make('record.withdrawn', { target: dropped.entry.id }, { subjects: ['case-b', shiftId] })
    expect(foldShift(shiftId, [kept, dropped, withdrawal]).caseIds).toEqual(['case-a' as SubjectId])
  })
})

test('a kind that this build does not know changes nothing', () => {
  const make = makerOf()
  const arrived = make('duty.arrived', arrivedData())
  const known = foldShift(shiftId, [arrived])
  const newer = make('duty.returned', {}, { at: at('07:30') })
  const unknown = {
    ...newer,
    entry: { ...newer.entry, kind: 'duty.sang', data: { song: 1 } } as unknown as JournalEntry,
  }
  expect(foldShift(shiftId, [arrived, unknown])).toEqual(known)
})
