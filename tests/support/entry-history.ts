import fc from 'fast-check'
import type { EntryId } from '../../src/domain/ids.ts'
import type { StampedEntry } from '../../src/domain/journal/entry.ts'
import { createEntryMaker, type EntryFacts, type MakeEntry } from './entry-maker.ts'

/** One step of a made-up history: makes an entry, and may name any entry made before it. */
export type Step = (make: MakeEntry, facts: EntryFacts, before: readonly StampedEntry[]) => StampedEntry

const people = ['1001', '1002', '1101']
const startMs = Date.parse('2026-11-20T07:00:00+08:00')

/** Who, when (coarse, so that moments collide), by which clock, and whether the server has seen it. */
const facts: fc.Arbitrary<EntryFacts> = fc
  .record({
    author: fc.constantFrom(...people),
    minute: fc.integer({ min: 0, max: 40 }),
    offsetMs: fc.constantFrom(0, 0, null, 200_000),
    rev: fc.option(fc.integer({ min: 1, max: 5 })),
    role: fc.constantFrom('officer', 'aux', 'inspector'),
  })
  .map(({ minute, rev, role, ...rest }) => ({
    ...rest,
    at: new Date(startMs + minute * 60_000).toISOString(),
    monoMs: minute * 60_000,
    ...(rev === null ? {} : { rev, role }),
  }))

/** Takes back an earlier entry; also somebody else's, which has no effect. */
export const withdrawal: fc.Arbitrary<Step> = fc.nat().map((pick): Step => (make, given, before) => {
  const target =
    before[pick % Math.max(1, before.length)]?.entry.id ?? ('00000000-0000-7000-8000-999999999999' as EntryId)
  return make('record.withdrawn', { target }, given)
})

/** Any history about one subject that these steps can make. */
export const history = (subject: string, step: fc.Arbitrary<Step>): fc.Arbitrary<readonly StampedEntry[]> =>
  fc.array(fc.tuple(step, facts), { maxLength: 25 }).map((steps) => {
    const make = createEntryMaker(subject)
    const entries: StampedEntry[] = []
    for (const [makeOne, given] of steps) entries.push(makeOne(make, given, entries))
    return entries
  })

/** The same entries as another device may hold them: in another order, some of them twice. */
export const rearranged = (entries: readonly StampedEntry[]): fc.Arbitrary<readonly StampedEntry[]> =>
  fc
    .array(fc.nat({ max: Math.max(0, entries.length - 1) }), { maxLength: 5 })
    .map((copies) => [...entries, ...copies.flatMap((index) => entries[index] ?? [])])
    .chain((withCopies) => fc.shuffledSubarray(withCopies, { minLength: withCopies.length }))
