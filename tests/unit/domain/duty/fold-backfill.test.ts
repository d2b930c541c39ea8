import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, backfilledData, leftData, morningShift, morningSnapshot } from '../../../support/morning-shift.ts'

const shiftId = morningShift.id
const makerOf = () => createEntryMaker(shiftId)

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
