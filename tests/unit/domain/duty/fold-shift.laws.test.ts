import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counterIds } from '../../../../src/domain/duty/counter.ts'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { history, rearranged, withdrawal, type Step } from '../../../support/entry-history.ts'
import { arrivedData, backfilledData, leftData, morningShift } from '../../../support/morning-shift.ts'
import { reportedData } from '../../../support/reported-case.ts'

const step: fc.Arbitrary<Step> = fc.oneof(
  withdrawal,
  fc.constantFrom<Step>(
    (make, facts) => make('duty.arrived', arrivedData(), facts),
    (make, facts) => make('duty.left', leftData(), facts),
    (make, facts) => make('duty.steppedAway', { reason: '送学生' }, facts),
    (make, facts) => make('duty.returned', {}, facts),
    (make, facts) => make('duty.confirmed', { placement: arrivedData().placement }, facts),
    (make, facts) => make('duty.backfilled', backfilledData(), facts),
    (make, facts) => make('case.reported', reportedData(), { ...facts, subjects: ['case-a', morningShift.id] }),
  ),
  fc.constantFrom(...counterIds).map(
    (counter): Step =>
      (make, facts) =>
        make('duty.tallied', { counter, delta: 1 }, facts),
  ),
  fc.constantFrom('pass', 'fail', 'na').map(
    (result): Step =>
      (make, facts) =>
        make(
          'inspection.answered',
          { templateId: 'HX', templateVersion: 1, answers: [{ itemId: 'HX-04', result }] },
          facts,
        ),
  ),
)
const shiftHistory = history(morningShift.id, step)

describe('the fold of a shift', () => {
  test('[ENTRY-13] is the same for every arrival order and any duplicates', () => {
    const cases = shiftHistory.chain((entries) => fc.tuple(fc.constant(entries), rearranged(entries)))
    fc.assert(
      fc.property(cases, ([entries, otherwise]) => {
        expect(foldShift(morningShift.id, otherwise)).toEqual(foldShift(morningShift.id, entries))
      }),
    )
  })

  test('leaves what it reads as it was', () => {
    fc.assert(
      fc.property(shiftHistory, (entries) => {
        const before = structuredClone(entries)
        foldShift(morningShift.id, entries)
        expect(entries).toEqual(before)
      }),
    )
  })

  test('never holds one person on post twice by their own word', () => {
    fc.assert(
      fc.property(shiftHistory, (entries) => {
        const open = foldShift(morningShift.id, entries).presences.filter(
          ({ leftAtMs, basis }) => leftAtMs === null && basis !== 'backfilled',
        )
        expect(new Set(open.map(({ personId }) => personId)).size).toBe(open.length)
      }),
    )
  })

  test('never lets a presence end before it began', () => {
    fc.assert(
      fc.property(shiftHistory, (entries) => {
        for (const { arrivedAtMs, leftAtMs } of foldShift(morningShift.id, entries).presences) {
          expect(leftAtMs ?? arrivedAtMs).toBeGreaterThanOrEqual(arrivedAtMs)
        }
      }),
    )
  })

  test('counts every tap that was not taken back, and no other', () => {
    fc.assert(
      fc.property(shiftHistory, (entries) => {
        const { counts, withdrawn } = foldShift(morningShift.id, entries)
        const taps = entries.filter(({ entry }) => entry.kind === 'duty.tallied' && !withdrawn.includes(entry.id))
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(taps.length)
      }),
    )
  })
})
