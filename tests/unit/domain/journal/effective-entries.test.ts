import { describe, expect, test } from 'vitest'
import { effectiveEntries } from '../../../../src/domain/journal/effective-entries.ts'
import { at, createEntryMaker } from '../../../support/entry-maker.ts'

const tally = { counter: 'vendor', delta: 1 } as const

describe('entries that a fold reads', () => {
  test('stand by captured time, whatever order they arrived in', () => {
    const make = createEntryMaker('shift-1')
    const late = make('duty.tallied', tally, { at: at('07:30') })
    const early = make('duty.tallied', tally, { at: at('07:10') })
    expect(effectiveEntries([late, early]).entries).toEqual([early, late])
  })

  test('stand by the time corrected with the last known offset to the server', () => {
    const make = createEntryMaker('shift-1')
    const fastClock = make('duty.tallied', tally, { at: at('07:30'), offsetMs: -25 * 60_000 })
    const rightClock = make('duty.tallied', tally, { at: at('07:10') })
    expect(effectiveEntries([rightClock, fastClock]).entries).toEqual([fastClock, rightClock])
  })

  test('of the same moment stand by id', () => {
    const make = createEntryMaker('shift-1')
    const first = make('duty.tallied', tally)
    const second = make('duty.tallied', tally)
    expect(effectiveEntries([second, first]).entries).toEqual([first, second])
  })

  test('count once, and the copy that the server stamped stands', () => {
    const make = createEntryMaker('shift-1')
    const stamped = make('duty.tallied', tally, { rev: 4 })
    const pending = { entry: stamped.entry, stamp: null }
    expect(effectiveEntries([pending, stamped, pending]).entries).toEqual([stamped])
  })

  test('that came through two feeds keep their first revision', () => {
    const make = createEntryMaker('shift-1')
    const home = make('duty.tallied', tally, { rev: 4 })
    const granted = { entry: home.entry, stamp: { rev: 9, receivedAt: at('13:00'), authorRole: 'officer' as const } }
    expect(effectiveEntries([granted, home]).entries).toEqual([home])
  })

  test('are gone when their author took them back', () => {
    const make = createEntryMaker('shift-1')
    const target = make('duty.tallied', tally)
    const withdrawal = make('record.withdrawn', { target: target.entry.id })
    expect(effectiveEntries([withdrawal, target])).toMatchObject({ entries: [], withdrawn: [target.entry.id] })
  })

  test('stay when somebody else asks to take them back', () => {
    const make = createEntryMaker('shift-1')
    const target = make('duty.tallied', tally, { author: '1001' })
    const withdrawal = make('record.withdrawn', { target: target.entry.id }, { author: '1002' })
    expect(effectiveEntries([withdrawal, target])).toMatchObject({ entries: [target], withdrawn: [] })
  })

  test('stay withdrawn when the withdrawal itself is taken back', () => {
    const make = createEntryMaker('shift-1')
    const target = make('duty.tallied', tally)
    const withdrawal = make('record.withdrawn', { target: target.entry.id })
    const regret = make('record.withdrawn', { target: withdrawal.entry.id })
    expect(effectiveEntries([target, withdrawal, regret])).toMatchObject({ entries: [], withdrawn: [target.entry.id] })
  })

  test('are not disturbed by a withdrawal of something unknown here', () => {
    const make = createEntryMaker('shift-1')
    const known = make('duty.tallied', tally)
    const withdrawal = make('record.withdrawn', { target: '00000000-0000-7000-8000-999999999999' as never })
    expect(effectiveEntries([known, withdrawal])).toMatchObject({ entries: [known], withdrawn: [] })
  })
})
