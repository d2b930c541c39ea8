import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { inCapturedOrder } from '../../../../src/domain/journal/captured-order.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms, type EntryFacts } from '../../../support/entry-maker.ts'
import { arrivedData, leftData, morningShift } from '../../../support/morning-shift.ts'

const minuteMs = 60_000
const bootOf = ({ entry }: StampedEntry): string => `${entry.device} ${entry.clock.bootId}`

/** Two phones, each started twice, whose wall clocks show anything at all. */
const madeEntries = fc
  .array(
    fc.record({
      author: fc.constantFrom('1001', '1002'),
      bootId: fc.constantFrom('a', 'b'),
      monoMs: fc.nat({ max: 8 }),
      at: fc.nat({ max: 12 }).map((minute) => new Date(ms('07:00') + minute * minuteMs).toISOString()),
      offsetMs: fc.constantFrom(null, 0, 5 * minuteMs),
    }),
    { maxLength: 20 },
  )
  .map((all: readonly EntryFacts[]) => {
    const make = createEntryMaker(morningShift.id)
    return all.map((facts) => make('duty.tallied', { counter: 'vendor', delta: 1 }, facts))
  })

describe('the captured order of entries', () => {
  test('within one start of the app is that of its monotonic clock, wherever the wall clock was put', () => {
    fc.assert(
      fc.property(madeEntries, (entries) => {
        const arranged = inCapturedOrder(entries)
        for (const boot of new Set(entries.map(bootOf))) {
          const monoMs = arranged.filter((item) => bootOf(item) === boot).map(({ entry }) => entry.clock.monoMs)
          expect(monoMs).toEqual([...monoMs].sort((left, right) => left - right))
        }
      }),
    )
  })

  test('is the same for every order of arrival, and holds each entry once', () => {
    fc.assert(
      fc.property(
        madeEntries.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        ([entries, shuffled]) => {
          expect(inCapturedOrder(shuffled)).toEqual(inCapturedOrder(entries))
          expect(new Set(inCapturedOrder(shuffled))).toEqual(new Set(entries))
        },
      ),
    )
  })

  test('between phones is that of the corrected moments while no clock falls', () => {
    const make = createEntryMaker(morningShift.id)
    const tally = (facts: EntryFacts) => make('duty.tallied', { counter: 'vendor', delta: 1 }, facts)
    const first = tally({ author: '1001', bootId: 'a', monoMs: 0, at: at('07:10') })
    const second = tally({ author: '1002', bootId: 'b', monoMs: 0, at: at('07:15') })
    const third = tally({ author: '1001', bootId: 'a', monoMs: 9, at: at('07:20') })
    expect(inCapturedOrder([third, second, first])).toEqual([first, second, third])
  })

  test('lets 离岗 end the presence that 到岗 began, though the clock was put back by minutes in between', () => {
    const make = createEntryMaker(morningShift.id)
    const arrived = make('duty.arrived', arrivedData(), { bootId: 'a', monoMs: 0, at: at('07:20') })
    const left = make('duty.left', leftData(), { bootId: 'a', monoMs: 2 * minuteMs, at: at('07:13') })
    expect(foldShift(morningShift.id, [left, arrived]).presences).toMatchObject([
      { arrivedAtMs: ms('07:20'), leftAtMs: ms('07:13'), leftMode: 'ended', clockUnverified: true },
    ])
  })
})
