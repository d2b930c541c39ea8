import { describe, expect, test } from 'vitest'
import { dateAfter, localDateOf, localInstantMs, weekdayOf } from '../../../../src/server/sample/local-time.ts'

describe('the sample’s local time', () => {
  test('a moment belongs to the day that clocks in the zone show', () => {
    const moment = Date.parse('2026-11-20T16:30:00Z')
    expect(localDateOf(moment, 'Asia/Shanghai')).toBe('2026-11-21')
    expect(localDateOf(moment, 'UTC')).toBe('2026-11-20')
    expect(localDateOf(moment, 'America/New_York')).toBe('2026-11-20')
  })

  test.each([
    ['Asia/Shanghai', '2026-11-20T23:10:00.000Z'],
    ['Asia/Kolkata', '2026-11-21T01:40:00.000Z'],
    ['UTC', '2026-11-21T07:10:00.000Z'],
  ])('07:10 in %s is %s', (timeZone, instant) => {
    expect(new Date(localInstantMs('2026-11-21', '07:10', timeZone)).toISOString()).toBe(instant)
  })

  test('the morning after the clocks change keeps its hour', () => {
    expect(new Date(localInstantMs('2026-03-29', '07:00', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T05:00:00.000Z',
    )
    expect(new Date(localInstantMs('2026-03-28', '07:00', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-28T06:00:00.000Z',
    )
  })

  test('24:00 is the first moment of the next day', () => {
    const zone = 'Asia/Shanghai'
    expect(localInstantMs('2026-12-31', '24:00', zone)).toBe(localInstantMs('2027-01-01', '00:00', zone))
  })

  test('days go on over the end of a month and weekdays start on Monday', () => {
    expect(dateAfter('2026-02-28', 1)).toBe('2026-03-01')
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(weekdayOf('2026-11-23')).toBe(1)
  })
})
