import { describe, expect, test } from 'vitest'
import { devicesWithMovedClock } from '../../../../src/domain/journal/moved-clocks.ts'
import { at, createEntryMaker, type EntryFacts } from '../../../support/entry-maker.ts'

const device = '00000000-0000-4000-8000-000000000001'
const tallies = (...all: readonly EntryFacts[]) => {
  const make = createEntryMaker('shift-1')
  return all.map((facts) => make('duty.tallied', { counter: 'vendor', delta: 1 }, { device, ...facts }))
}
const minuteMs = 60_000

describe('a device’s clock', () => {
  test('was moved when its wall time falls against its monotonic time', () => {
    const entries = tallies(
      { at: at('07:20'), bootId: 'a', monoMs: 0 },
      { at: at('07:19'), bootId: 'a', monoMs: 2 * minuteMs },
    )
    expect([...devicesWithMovedClock(entries)]).toEqual([device])
  })

  test('is read in the order of its monotonic time, whatever order the entries come in', () => {
    const entries = tallies(
      { at: at('07:40'), bootId: 'a', monoMs: 5 * minuteMs },
      { at: at('07:00'), bootId: 'a', monoMs: 0 },
    )
    expect(devicesWithMovedClock(entries).size).toBe(0)
    expect(devicesWithMovedClock([...entries].reverse()).size).toBe(0)
  })

  test('was not moved by a phone’s sleep, in which monotonic time stands still', () => {
    const entries = tallies(
      { at: at('07:00'), bootId: 'a', monoMs: 0 },
      { at: at('07:40'), bootId: 'a', monoMs: 5 * minuteMs },
    )
    expect(devicesWithMovedClock(entries).size).toBe(0)
  })

  test('was not moved by a new start of the app, in which monotonic time begins again', () => {
    const entries = tallies(
      { at: at('07:00'), bootId: 'a', monoMs: 50 * minuteMs },
      { at: at('07:10'), bootId: 'b', monoMs: 60 * minuteMs },
    )
    expect(devicesWithMovedClock(entries).size).toBe(0)
  })

  test.each([
    [2 * minuteMs, 0],
    [2 * minuteMs + 1, 1],
  ])('whose offset to the server changed by %i ms counts %i time', (changeMs, count) => {
    const entries = tallies({ offsetMs: 300_000 }, { offsetMs: 300_000 + changeMs })
    expect(devicesWithMovedClock(entries).size).toBe(count)
  })

  test('is not judged by another device’s', () => {
    const entries = [
      ...tallies({ offsetMs: 0 }),
      ...tallies({ offsetMs: 600_000, device: '00000000-0000-4000-8000-000000000002' }),
    ]
    expect(devicesWithMovedClock(entries).size).toBe(0)
  })
})
