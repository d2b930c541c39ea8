import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, leftData, morningShift, morningSnapshot } from '../../../support/morning-shift.ts'

const shiftId = morningShift.id
const makerOf = () => createEntryMaker(shiftId)

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
