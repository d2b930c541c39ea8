import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { PersonId, SubjectId } from '../../../../src/domain/ids.ts'
import type { JournalEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, backfilledData, leftData, morningShift, morningSnapshot } from '../../../support/morning-shift.ts'
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

describe('a presence', () => {
  test('runs from 到岗 to 离岗, with the report that was left', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:12') }),
      make('duty.left', leftData({ report: { text: '平安', edited: true } }), { at: at('07:56') }),
    ])
    expect(state.snapshot).toEqual(morningSnapshot)
    expect(state.presences).toMatchObject([
      {
        personId: '1001',
        basis: 'rostered',
        arrivedAtMs: ms('07:12'),
        leftAtMs: ms('07:56'),
        leftMode: 'ended',
        report: { text: '平安', edited: true },
      },
    ])
  })

  test('is open while nobody said 离岗', () => {
    const make = makerOf()
    expect(foldShift(shiftId, [make('duty.arrived', arrivedData())]).presences[0]).toMatchObject({
      leftAtMs: null,
      leftMode: null,
    })
  })

  test('after a 离岗 is a new one', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      make('duty.left', leftData({ mode: 'early' }), { at: at('07:25') }),
      make('duty.arrived', arrivedData(), { at: at('07:35') }),
    ])
    expect(state.presences.map(({ arrivedAtMs, leftAtMs }) => [arrivedAtMs, leftAtMs])).toEqual([
      [ms('07:10'), ms('07:25')],
      [ms('07:35'), null],
    ])
  })

  test('is not begun by a 离岗 without a 到岗', () => {
    const make = makerOf()
    expect(foldShift(shiftId, [make('duty.left', leftData())]).presences).toEqual([])
  })

  test('is confirmed, not doubled, by a second 到岗', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      make('duty.arrived', arrivedData(), { at: at('07:20') }),
    ])
    expect(state.presences).toMatchObject([{ arrivedAtMs: ms('07:10'), confirmedAtMs: [ms('07:20')] }])
  })

  test('keeps when its person was away, and why', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      make('duty.steppedAway', { reason: '送学生' }, { at: at('07:20') }),
      make('duty.returned', {}, { at: at('07:31') }),
      make('duty.steppedAway', { reason: '取装备' }, { at: at('07:40') }),
    ])
    expect(state.presences[0]?.away).toEqual([
      { fromMs: ms('07:20'), toMs: ms('07:31'), reason: '送学生' },
      { fromMs: ms('07:40'), toMs: null, reason: '取装备' },
    ])
  })

  test.each(['duty.left', 'duty.arrived'] as const)('is no longer away after %s', (kind) => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      make('duty.steppedAway', { reason: '送学生' }, { at: at('07:20') }),
      kind === 'duty.left'
        ? make('duty.left', leftData(), { at: at('07:50') })
        : make('duty.arrived', arrivedData(), { at: at('07:50') }),
    ])
    expect(state.presences[0]?.away).toEqual([{ fromMs: ms('07:20'), toMs: ms('07:50'), reason: '送学生' }])
  })

  test('is ended by its own person only', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10'), author: '1001' }),
      make('duty.left', leftData(), { at: at('07:50'), author: '1002' }),
    ])
    expect(state.presences[0]?.leftAtMs).toBeNull()
  })

  test('keeps the reason of an arrival that its place does not prove', () => {
    const make = makerOf()
    const arrived = arrivedData({
      placement: { placed: 'noFix', distanceM: null, accuracyM: null },
      reason: '楼下无信号',
    })
    expect(foldShift(shiftId, [make('duty.arrived', arrived)]).presences[0]).toMatchObject({
      placement: { placed: 'noFix' },
      reason: '楼下无信号',
    })
  })

  test('names who took over', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      make('duty.left', leftData({ mode: 'handedOver', handedTo: '1003' as PersonId }), { at: at('07:30') }),
    ])
    expect(state.presences[0]).toMatchObject({ leftMode: 'handedOver', handedTo: '1003' })
  })

  test('of a withdrawn 到岗 leaves no trace', () => {
    const make = makerOf()
    const arrived = make('duty.arrived', arrivedData())
    const state = foldShift(shiftId, [arrived, make('record.withdrawn', { target: arrived.entry.id })])
    expect(state).toMatchObject({ presences: [], snapshot: null, withdrawn: [arrived.entry.id] })
  })

  test('of a 离岗 that was taken back goes on', () => {
    const make = makerOf()
    const left = make('duty.left', leftData(), { at: at('07:30') })
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10') }),
      left,
      make('record.withdrawn', { target: left.entry.id }, { at: at('07:31') }),
    ])
    expect(state.presences[0]?.leftAtMs).toBeNull()
  })
})

describe('a presence’s clock', () => {
  test('is trusted when its offset to the server is known, however large', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [make('duty.arrived', arrivedData(), { at: at('08:10'), offsetMs: -3_600_000 })])
    expect(state.presences[0]).toMatchObject({ arrivedAtMs: ms('07:10'), clockUnverified: false })
  })

  test('is unverified when the phone never met the server', () => {
    const make = makerOf()
    expect(
      foldShift(shiftId, [make('duty.arrived', arrivedData(), { offsetMs: null })]).presences[0]?.clockUnverified,
    ).toBe(true)
  })

  test('is unverified when it was moved during the shift', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { at: at('07:10'), offsetMs: 0 }),
      make('duty.tallied', { counter: 'vendor', delta: 1 }, { at: at('07:20'), offsetMs: 180_000 }),
    ])
    expect(state.presences[0]?.clockUnverified).toBe(true)
  })
})

describe('补录', () => {
  test('is a presence of the named person, marked as the captain’s word', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.backfilled', backfilledData({ leftAt: at('07:55') }), { author: '2001', at: at('09:00') }),
    ])
    expect(state.snapshot).toEqual(morningSnapshot)
    expect(state.presences).toMatchObject([
      {
        personId: '1002',
        basis: 'backfilled',
        arrivedAtMs: ms('07:15'),
        leftAtMs: ms('07:55'),
        reason: '手机没电',
        clockUnverified: false,
      },
    ])
  })

  test('stands by when its person came, not by when it was entered', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { author: '1001', at: at('07:20') }),
      make('duty.backfilled', backfilledData(), { author: '2001', at: at('09:00') }),
      make('duty.arrived', arrivedData(), { author: '1000', at: at('07:20') }),
    ])
    expect(state.presences.map(({ personId }) => personId)).toEqual(['1002', '1000', '1001'])
  })

  test.each([
    [null, null],
    [at('07:55'), 'ended'],
  ])('that leaves at %s ends as %s', (leftAt, leftMode) => {
    const make = makerOf()
    const state = foldShift(shiftId, [make('duty.backfilled', backfilledData({ leftAt }), { author: '2001' })])
    expect(state.presences[0]?.leftMode).toBe(leftMode)
  })

  test('does not touch the presence of the captain who enters it', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.arrived', arrivedData(), { author: '2001', at: at('07:05') }),
      make('duty.backfilled', backfilledData(), { author: '2001', at: at('07:30') }),
      make('duty.left', leftData(), { author: '2001', at: at('07:55') }),
    ])
    expect(state.presences.map(({ personId, basis, leftAtMs }) => [personId, basis, leftAtMs])).toEqual([
      ['2001', 'rostered', ms('07:55')],
      ['1002', 'backfilled', null],
    ])
  })

  test('stays beside what the phone tells once it works again', () => {
    const make = makerOf()
    const state = foldShift(shiftId, [
      make('duty.backfilled', backfilledData(), { author: '2001', at: at('09:00') }),
      make('duty.arrived', arrivedData(), { author: '1002', at: at('07:11') }),
    ])
    expect(state.presences.map(({ basis }) => basis)).toEqual(['rostered', 'backfilled'])
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
