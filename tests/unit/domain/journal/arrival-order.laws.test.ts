import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { caseIdOf, type EntryId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { history, rearranged } from '../../../support/entry-history.ts'
import { morningShift } from '../../../support/morning-shift.ts'
import { caseObservation, caseStep, shiftStep } from '../../../support/subject-steps.ts'

const caseId = caseIdOf('00000000-0000-7000-8000-000000000001' as EntryId)
/** Two phones and the office, whose authors these are, record about one subject and know nothing of each other. */
const parties = ['1001', '1002', '1101'] as const
const auxiliary = '1101'

type Entries = readonly StampedEntry[]

const unstamped = (entries: Entries): Entries => entries.map(({ entry }) => ({ entry, stamp: null }))

/** As the server has them once they have arrived in this order, a few to a push. */
const arrivedIn = (order: Entries, perPush: number): Entries =>
  order.map(({ entry }, index) => ({
    entry,
    stamp: {
      rev: 1 + Math.floor(index / perPush),
      receivedAt: '2026-11-20T12:00:00.000Z',
      authorRole: entry.author === auxiliary ? 'aux' : 'officer',
    },
  }))

/** One history and the order in which it came to the server: any of all that there are. */
const arrivals = (entries: Entries): fc.Arbitrary<Entries> =>
  fc
    .tuple(fc.shuffledSubarray([...entries], { minLength: entries.length }), fc.integer({ min: 1, max: 5 }))
    .map(([order, perPush]) => arrivedIn(order, perPush))

const arrivedTwice = (given: fc.Arbitrary<Entries>): fc.Arbitrary<readonly [Entries, Entries, Entries]> =>
  given.chain((entries) => fc.tuple(fc.constant(unstamped(entries)), arrivals(entries), arrivals(entries)))

/** What each party holds in the end: its own as it recorded them, and everything as the feed brought it, pages in any order. */
const heldByAll = (given: fc.Arbitrary<Entries>): fc.Arbitrary<readonly [Entries, readonly Entries[]]> =>
  given.chain(arrivals).chain((onServer) => {
    const held = parties.map((party) =>
      rearranged([...unstamped(onServer.filter(({ entry }) => entry.author === party)), ...onServer]),
    )
    return fc.tuple(fc.constant(onServer), fc.tuple(...held))
  })

describe('[ENTRY-13] two phones and the office record about one subject without a line', () => {
  test('a shift, its counts and its checklist are the same in whatever order all of it arrives', () => {
    fc.assert(
      fc.property(arrivedTwice(history(morningShift.id, shiftStep)), ([pending, one, other]) => {
        expect(foldShift(morningShift.id, one)).toEqual(foldShift(morningShift.id, pending))
        expect(foldShift(morningShift.id, other)).toEqual(foldShift(morningShift.id, pending))
      }),
    )
  })

  test('so is what was seen of a case, and taken back', () => {
    fc.assert(
      fc.property(arrivedTwice(history(caseId, caseObservation)), ([pending, one, other]) => {
        expect(foldCase(caseId, one)).toEqual(foldCase(caseId, pending))
        expect(foldCase(caseId, other)).toEqual(foldCase(caseId, pending))
      }),
    )
  })

  test('decisions end the same on every device and on the server, effect and reasons alike', () => {
    fc.assert(
      fc.property(heldByAll(history(caseId, caseStep)), ([onServer, held]) => {
        for (const mine of held) expect(foldCase(caseId, mine)).toEqual(foldCase(caseId, onServer))
      }),
    )
  })

  test('of several that may settle a case the first to arrive does, whatever their clocks say', () => {
    fc.assert(
      fc.property(history(caseId, caseStep).chain(arrivals), (onServer) => {
        const value = foldCase(caseId, onServer)
        if (!value?.closedOnSite) return
        const reasons = new Map(value.ineffective.map(({ entryId, code }) => [entryId, code]))
        const closings = onServer.filter(({ entry }) => entry.kind === 'case.closedOnSite')
        const revOf = (closing: StampedEntry): number => closing.stamp?.rev ?? Infinity
        const later = closings.filter(({ entry }) => reasons.get(entry.id) === 'case/already-closed')
        const standing = closings.filter(
          ({ entry }) => !reasons.has(entry.id) && entry.author === value.closedOnSite?.by,
        )
        expect(standing.length).toBeGreaterThan(0)
        for (const closing of later) expect(revOf(closing)).toBeGreaterThanOrEqual(Math.min(...standing.map(revOf)))
      }),
    )
  })
})
