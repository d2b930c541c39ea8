import { describe, expect, test } from 'vitest'
import { defaultWindow, shiftWindow } from '../../../../src/domain/duty/shift-window.ts'
import type { Session } from '../../../../src/domain/duty/session.ts'
import { ms } from '../../../support/entry-maker.ts'

describe('the window of duty around a bell', () => {
  test.each<[Session, string, string]>([
    ['arrival', '07:20', '07:55'],
    ['noonIn', '07:20', '07:55'],
    ['dismissal', '07:20', '08:10'],
    ['noonOut', '07:20', '08:10'],
    ['evening', '07:20', '08:10'],
  ])('of 07:40 for %s is %s–%s', (session, from, to) => {
    expect(shiftWindow(session, ms('07:40'))).toEqual({ startsAtMs: ms(from), endsAtMs: ms(to) })
  })

  test('opens ten minutes earlier in rain, snow and high wind', () => {
    expect(shiftWindow('arrival', ms('07:40'), { badWeather: true })).toEqual({
      startsAtMs: ms('07:10'),
      endsAtMs: ms('07:55'),
    })
  })

  test('follows the bureau’s own minutes', () => {
    const settings = { ...defaultWindow, beforeMin: 30, afterArrivalMin: 5 }
    expect(shiftWindow('arrival', ms('07:40'), { settings })).toEqual({
      startsAtMs: ms('07:10'),
      endsAtMs: ms('07:45'),
    })
  })
})
