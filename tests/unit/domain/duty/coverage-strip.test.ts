import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageStrip, type Cover } from '../../../../src/domain/duty/coverage-strip.ts'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { arrivedData, backfilledData, leftData, morningShift } from '../../../support/morning-shift.ts'

/** 07:20–07:55, bell 07:40; 1001 and 1002 are rostered. */
const shiftId = morningShift.id

interface Scene {
  readonly entries?: readonly StampedEntry[]
  /** When each person's phone last spoke, HH:mm. */
  readonly words?: Readonly<Record<string, string>>
  readonly now?: string
}

const stripOf = ({ entries = [], words = {}, now = '09:00' }: Scene) =>
  coverageStrip({
    shift: morningShift,
    state: foldShift(shiftId, entries),
    lastWordAtMsByPerson: new Map(Object.entries(words).map(([person, time]) => [person as PersonId, ms(time)])),
    nowMs: ms(now),
  })

const clockTime = (value: number): string => new Date(value + 8 * 3_600_000).toISOString().slice(11, 16)
const shown = (scene: Scene): readonly (readonly [string, string, Cover])[] =>
  stripOf(scene).segments.map(({ fromMs, toMs, cover }) => [clockTime(fromMs), clockTime(toMs), cover] as const)

const bothSpoke = { 1001: '08:00', 1002: '08:00' }
const came = (make: ReturnType<typeof createEntryMaker>, author: string, time: string) =>
  make('duty.arrived', arrivedData(), { author, at: at(time) })

describe('a shift’s strip', () => {
  test('is covered while two are on post', () => {
    const make = createEntryMaker(shiftId)
    const entries = [came(make, '1001', '07:10'), came(make, '1002', '07:15')]
    expect(shown({ entries, words: bothSpoke })).toEqual([['07:20', '07:55', 'covered']])
  })

  test('says one person only where the other’s phone has spoken and told of no arrival', () => {
    const make = createEntryMaker(shiftId)
    const entries = [came(make, '1001', '07:10'), came(make, '1002', '07:30')]
    expect(shown({ entries, words: bothSpoke })).toEqual([
      ['07:20', '07:30', 'onePerson'],
      ['07:30', '07:55', 'covered'],
    ])
  })

  test('is late for 15 minutes and a gap after, where all phones have spoken', () => {
    expect(shown({ words: bothSpoke })).toEqual([
      ['07:20', '07:35', 'late'],
      ['07:35', '07:55', 'gap'],
    ])
  })

  test('is unknown, never a gap, while the phone of one who is awaited is silent', () => {
    expect(shown({ words: { 1001: '08:00' } })).toEqual([['07:20', '07:55', 'unknown']])
    expect(shown({})).toEqual([['07:20', '07:55', 'unknown']])
  })

  test('is unknown from the last word on', () => {
    expect(shown({ words: { 1001: '07:30', 1002: '08:00' } })).toEqual([
      ['07:20', '07:30', 'late'],
      ['07:30', '07:55', 'unknown'],
    ])
  })

  test('takes no word from before the window for a word about it', () => {
    expect(shown({ words: { 1001: '07:00', 1002: '07:00' } })).toEqual([['07:20', '07:55', 'unknown']])
  })

  test('is unknown with one on post while the other’s phone is silent', () => {
    const make = createEntryMaker(shiftId)
    expect(shown({ entries: [came(make, '1001', '07:10')], words: { 1001: '08:00' } })).toEqual([
      ['07:20', '07:55', 'unknown'],
    ])
  })

  test('is future from now on', () => {
    const make = createEntryMaker(shiftId)
    const entries = [came(make, '1001', '07:10'), came(make, '1002', '07:15')]
    expect(shown({ entries, words: bothSpoke, now: '07:41' })).toEqual([
      ['07:20', '07:41', 'covered'],
      ['07:41', '07:55', 'future'],
    ])
    expect(shown({ now: '06:00' })).toEqual([['07:20', '07:55', 'future']])
  })

  test('does not count one who stepped away, and needs no further word from them', () => {
    const make = createEntryMaker(shiftId)
    const entries = [
      came(make, '1001', '07:10'),
      came(make, '1002', '07:10'),
      make('duty.steppedAway', { reason: '送学生' }, { author: '1002', at: at('07:30') }),
      make('duty.returned', {}, { author: '1002', at: at('07:45') }),
    ]
    expect(shown({ entries, words: { 1001: '07:31', 1002: '07:31' } })).toEqual([
      ['07:20', '07:30', 'covered'],
      ['07:30', '07:45', 'onePerson'],
      ['07:45', '07:55', 'covered'],
    ])
  })

  test('counts one person’s two presences once', () => {
    const make = createEntryMaker(shiftId)
    const entries = [
      came(make, '1002', '07:10'),
      make('duty.backfilled', backfilledData(), { author: '2001', at: at('07:30') }),
    ]
    expect(shown({ entries, words: bothSpoke })).toEqual([['07:20', '07:55', 'onePerson']])
  })

  test('counts whoever stands in without being rostered', () => {
    const make = createEntryMaker(shiftId)
    const entries = [came(make, '1001', '07:10'), came(make, '1005', '07:10')]
    expect(shown({ entries })).toEqual([['07:20', '07:55', 'covered']])
  })

  test('is a gap when all left early and said so', () => {
    const make = createEntryMaker(shiftId)
    const entries = ['1001', '1002'].flatMap((author) => [
      came(make, author, '07:10'),
      make('duty.left', leftData({ mode: 'early', reason: '急事' }), { author, at: at('07:45') }),
    ])
    expect(shown({ entries, words: { 1001: '07:45', 1002: '07:45' } })).toEqual([
      ['07:20', '07:45', 'covered'],
      ['07:45', '07:55', 'gap'],
    ])
  })

  test('is ended, not a gap, when the last one ended the duty after the bell', () => {
    const make = createEntryMaker(shiftId)
    const entries = ['1001', '1002'].flatMap((author) => [
      came(make, author, '07:10'),
      make('duty.left', leftData(), { author, at: at('07:45') }),
    ])
    expect(shown({ entries, words: bothSpoke })).toEqual([
      ['07:20', '07:45', 'covered'],
      ['07:45', '07:55', 'ended'],
    ])
  })

  test('is not ended before the bell', () => {
    const make = createEntryMaker(shiftId)
    const entries = ['1001', '1002'].flatMap((author) => [
      came(make, author, '07:10'),
      make('duty.left', leftData(), { author, at: at('07:36') }),
    ])
    expect(shown({ entries, words: bothSpoke })).toEqual([
      ['07:20', '07:36', 'covered'],
      ['07:36', '07:40', 'gap'],
      ['07:40', '07:55', 'ended'],
    ])
  })

  test.each([
    ['early', 'ended', 'ended'],
    ['ended', 'early', 'gap'],
  ] as const)('where the first left %s and the last %s is %s', (first, last, cover) => {
    const make = createEntryMaker(shiftId)
    const entries = [
      came(make, '1001', '07:10'),
      came(make, '1002', '07:10'),
      make('duty.left', leftData({ mode: first }), { author: '1001', at: at('07:42') }),
      make('duty.left', leftData({ mode: last }), { author: '1002', at: at('07:45') }),
    ]
    expect(shown({ entries, words: bothSpoke })).toEqual([
      ['07:20', '07:42', 'covered'],
      ['07:42', '07:45', 'onePerson'],
      ['07:45', '07:55', cover],
    ])
  })

  test('awaits the one to whom the post was handed', () => {
    const make = createEntryMaker(shiftId)
    const handOver = leftData({ mode: 'handedOver', handedTo: '1003' as PersonId })
    const entries = ['1001', '1002'].flatMap((author) => [
      came(make, author, '07:10'),
      make('duty.left', handOver, { author, at: at('07:45') }),
    ])
    expect(shown({ entries, words: bothSpoke })[1]).toEqual(['07:45', '07:55', 'unknown'])
    expect(shown({ entries, words: { ...bothSpoke, 1003: '08:00' } })[1]).toEqual(['07:45', '07:55', 'gap'])
  })

  test('holds a 补录 without an end to the end of the window, and no longer', () => {
    const make = createEntryMaker(shiftId)
    const entries = [make('duty.backfilled', backfilledData(), { author: '2001', at: at('07:30') })]
    expect(stripOf({ entries, now: '07:50' }).presentNow).toEqual(['1002'])
    expect(stripOf({ entries, now: '07:55' }).presentNow).toEqual([])
  })

  test('still names one who has not said 离岗 after the window', () => {
    const make = createEntryMaker(shiftId)
    expect(stripOf({ entries: [came(make, '1001', '07:10')], now: '08:30' }).presentNow).toEqual(['1001'])
  })
})

describe('any strip', () => {
  const minute = fc.integer({ min: 0, max: 70 })
  const clock = (value: number): string => `${value < 60 ? '07' : '08'}:${String(value % 60).padStart(2, '0')}`
  const scene = fc
    .record({
      stays: fc.array(
        fc.record({ author: fc.constantFrom('1001', '1002', '1003'), from: minute, to: fc.option(minute) }),
        { maxLength: 5 },
      ),
      words: fc.dictionary(fc.constantFrom('1001', '1002', '1003'), minute.map(clock)),
      now: minute.map(clock),
    })
    .map(({ stays, words, now }): Required<Scene> => {
      const make = createEntryMaker(shiftId)
      const entries = stays.flatMap(({ author, from, to }) => [
        came(make, author, clock(from)),
        ...(to === null ? [] : [make('duty.left', leftData(), { author, at: at(clock(to)) })]),
      ])
      return { entries, words, now }
    })

  test('covers the window from its start to its end without a hole', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { segments } = stripOf(given)
        expect(segments[0]?.fromMs).toBe(ms('07:20'))
        expect(segments[segments.length - 1]?.toMs).toBe(ms('07:55'))
        segments.slice(1).forEach((segment, index) => expect(segment.fromMs).toBe(segments[index]?.toMs))
      }),
    )
  })

  test('says nothing of what has not come yet', () => {
    fc.assert(
      fc.property(scene, (given) => {
        for (const { fromMs, toMs, cover } of stripOf(given).segments) {
          if (cover === 'future') expect(fromMs).toBeGreaterThanOrEqual(Math.min(ms(given.now), ms('07:55')))
          else expect(toMs).toBeLessThanOrEqual(ms(given.now))
        }
      }),
    )
  })

  test('claims late or a gap only of moments that every rostered phone that never told of an arrival has outlived', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { presences } = foldShift(shiftId, given.entries)
        for (const { fromMs, cover } of stripOf(given).segments) {
          if (cover !== 'gap' && cover !== 'late') continue
          for (const person of ['1001', '1002']) {
            const hasCome = presences.some((presence) => presence.personId === person && presence.arrivedAtMs <= fromMs)
            const word = given.words[person]
            expect(hasCome || (word !== undefined && ms(word) >= fromMs)).toBe(true)
          }
        }
      }),
    )
  })
})
