import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import { arrangeToday } from '../../../../src/domain/duty/today.ts'
import type { PersonId, SubjectId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, backfilledData, leftData, morningShift } from '../../../support/morning-shift.ts'

const me = '1001' as PersonId
const phaseAt = (time: string, entries: readonly StampedEntry[] = [], who = me) => {
  const states = new Map(entries.length ? [[morningShift.id as string, foldShift(morningShift.id, entries)]] : [])
  return arrangeToday([morningShift], states, who, ms(time))[0]?.phase
}

describe('a shift of 07:20–07:55', () => {
  test.each([
    ['07:04', 'later'],
    ['07:05', 'due'],
    ['07:55', 'due'],
    ['07:56', 'missed'],
  ])('to which nobody came is at %s %s', (time, phase) => {
    expect(phaseAt(time)).toBe(phase)
  })

  test('holds who arrived on post until they say 离岗, also after its end', () => {
    const make = createEntryMaker(morningShift.id)
    const arrived = make('duty.arrived', arrivedData(), { at: at('07:10') })
    expect(phaseAt('08:30', [arrived])).toBe('onPost')
    expect(phaseAt('08:30', [arrived, make('duty.left', leftData(), { at: at('07:56') })])).toBe('done')
  })

  test('is not begun by a colleague’s arrival', () => {
    const make = createEntryMaker(morningShift.id)
    expect(phaseAt('07:30', [make('duty.arrived', arrivedData(), { author: '1002' })])).toBe('due')
  })

  test('that was 补录 can still be begun while it lasts, and is done after', () => {
    const make = createEntryMaker(morningShift.id)
    const entries = [make('duty.backfilled', backfilledData({ personId: me }), { author: '2001' })]
    expect(phaseAt('07:30', entries)).toBe('due')
    expect(phaseAt('08:30', entries)).toBe('done')
  })
})

describe('the shifts of a day', () => {
  const shiftOf = (id: string, from: string, to: string, facts: Partial<Shift> = {}): Shift => ({
    ...morningShift,
    id: `shift-${id}` as SubjectId,
    startsAt: at(from),
    endsAt: at(to),
    ...facts,
  })
  const idsAt = (time: string, shifts: readonly Shift[], states = new Map()) =>
    arrangeToday(shifts, states, me, ms(time)).map(({ shift }) => shift.id)

  test('stand with what needs the hand first on top', () => {
    const missed = shiftOf('missed', '06:00', '06:30')
    const due = shiftOf('due', '07:20', '07:55')
    const later = shiftOf('later', '16:00', '17:00')
    const onPost = shiftOf('on-post', '07:00', '08:00')
    const make = createEntryMaker(onPost.id)
    const states = new Map([
      [onPost.id, foldShift(onPost.id, [make('duty.arrived', arrivedData(), { at: at('06:55') })])],
    ])
    expect(idsAt('07:30', [missed, later, due, onPost], states)).toEqual([onPost.id, due.id, later.id, missed.id])
  })

  test('of one phase stand by their start, drills last', () => {
    const drill = shiftOf('drill', '07:00', '09:00', { drill: true })
    const second = shiftOf('second', '07:25', '07:55')
    const first = shiftOf('first', '07:20', '07:55')
    expect(idsAt('07:30', [drill, second, first])).toEqual([first.id, second.id, drill.id])
  })
})
