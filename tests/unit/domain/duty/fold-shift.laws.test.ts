import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldShift } from '../../../../src/domain/duty/fold-shift.ts'
import { history, rearranged } from '../../../support/entry-history.ts'
import { morningShift } from '../../../support/morning-shift.ts'
import { shiftStep } from '../../../support/subject-steps.ts'

const shiftHistory = history(morningShift.id, shiftStep)

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
