import { describe, expect, test } from 'vitest'
import { countdown } from '../../../../src/domain/duty/countdown.ts'
import { at, ms } from '../../../support/entry-maker.ts'

const shift = { startsAt: at('07:20'), bellAt: at('07:40'), endsAt: at('07:55') }

describe('the countdown of a shift', () => {
  test.each([
    ['07:00', 'start', 20],
    ['07:20', 'bell', 20],
    ['07:39', 'bell', 1],
    ['07:40', 'end', 15],
  ])('at %s runs to its %s for %i min', (now, to, minutes) => {
    expect(countdown(shift, ms(now))).toEqual({ to, remainingMs: minutes * 60_000 })
  })

  test('is over at its end', () => {
    expect(countdown(shift, ms('07:55'))).toBeNull()
  })

  test('of a patrol knows no bell', () => {
    expect(countdown({ startsAt: shift.startsAt, endsAt: shift.endsAt }, ms('07:30'))).toEqual({
      to: 'end',
      remainingMs: 25 * 60_000,
    })
  })
})
