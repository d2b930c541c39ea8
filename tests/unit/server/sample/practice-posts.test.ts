import { describe, expect, test } from 'vitest'
import { isArrivalOpen } from '../../../../src/domain/duty/arrival-verdict.ts'
import { shiftsAround } from '../../../../src/server/sample/top-up-shifts.ts'
import { openDrills } from '../../../support/open-drills.ts'

/** A Friday, 11:30 in Shanghai. */
const startMs = Date.parse('2026-11-20T03:30:00Z')
const dayMs = 86_400_000

describe.each(['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Kolkata', 'UTC', 'Pacific/Kiritimati'])(
  'the post for practice in %s',
  (zone) => {
    // 24 moments of a week at a step of seven hours; the first is midnight in Shanghai.
    const moments = Array.from({ length: 24 }, (_, step) => Date.parse('2026-11-15T16:00:00Z') + step * 7 * 3_600_000)

    test.each(moments.map((moment) => [new Date(moment).toISOString(), moment]))(
      'is open to 1001 and 1002 at %s',
      (_, nowMs) => {
        const shifts = shiftsAround(nowMs, zone)
        const [drill, ...others] = openDrills(shifts, 'p-1001', nowMs)
        expect(others).toEqual([])
        expect(drill && isArrivalOpen(Date.parse(drill.startsAt), nowMs)).toBe(true)
        expect(openDrills(shifts, 'p-1002', nowMs)).toEqual([drill])
      },
    )

    test('is open at the moments around midnight and noon of a start ten days before', () => {
      const shifts = shiftsAround(startMs, zone)
      const midnights = openDrills(shifts, 'p-1001', startMs + 10 * dayMs).flatMap((shift) => [
        Date.parse(shift.startsAt),
        Date.parse(shift.endsAt),
      ])
      for (const boundaryMs of midnights) {
        for (const nowMs of [boundaryMs - 1, boundaryMs, boundaryMs + 1])
          expect(openDrills(shifts, 'p-1001', nowMs)).toHaveLength(1)
      }
    })
  },
)
