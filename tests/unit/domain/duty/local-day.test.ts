import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate, localTime, localTimeToMs, weekdayOf } from '../../../../src/domain/duty/local-day.ts'

const shanghai = 'Asia/Shanghai'
const iso = (ms: number): string => new Date(ms).toISOString()

describe('a day in the bureau’s time zone', () => {
  test('begins at its own midnight, not at UTC’s', () => {
    expect(localDate(Date.parse('2026-11-19T15:59:59Z'), shanghai)).toBe('2026-11-19')
    expect(localDate(Date.parse('2026-11-19T16:00:00Z'), shanghai)).toBe('2026-11-20')
    expect(iso(localTimeToMs('2026-11-20', '00:00', shanghai))).toBe('2026-11-19T16:00:00.000Z')
  })

  test('shows midnight as 00:00 and keeps leading noughts', () => {
    expect(localTime(Date.parse('2026-11-19T16:00:00Z'), shanghai)).toBe('00:00')
    expect(localTime(Date.parse('2026-11-19T23:05:59Z'), shanghai)).toBe('07:05')
  })

  test('is what the browser’s own calendar says, on any day since China gave up summer time', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: shanghai, dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1991, 8, 1), max: Date.UTC(2100, 0, 1) }), (ms) => {
        expect(`${localDate(ms, shanghai)} ${localTime(ms, shanghai)}`).toBe(calendar.format(ms))
      }),
    )
  })

  test.each([
    ['2026-11-16', 1],
    ['2026-11-20', 5],
    ['2026-11-22', 7],
  ])('%s is weekday %i', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday)
  })

  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-08', 7, '2026-03-15'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
  })
})

describe('a clock time in a zone that changes its clocks', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z'],
    ['Asia/Kathmandu', '2026-06-01', '07:00', '2026-06-01T01:15:00.000Z'],
  ])('%s %s %s is %s', (zone, date, time, expected) => {
    expect(iso(localTimeToMs(date, time, zone))).toBe(expected)
  })

  test.each([
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
  ])('that is shown twice means the first: %s %s %s is %s', (zone, date, time, expected) => {
    expect(iso(localTimeToMs(date, time, zone))).toBe(expected)
  })

  test.each([
    ['Europe/Berlin', '2026-03-29', '02:30', '03:30'],
    ['America/New_York', '2026-03-08', '02:30', '03:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:10', '02:40'],
  ])('that is skipped is as much later as the change is long: %s %s %s is %s', (zone, date, time, expected) => {
    expect(localTime(localTimeToMs(date, time, zone), zone)).toBe(expected)
  })

  test('starts a day whose midnight is skipped at its first moment', () => {
    const startMs = localTimeToMs('2018-11-04', '00:00', 'America/Sao_Paulo')
    expect(localDate(startMs - 1, 'America/Sao_Paulo')).toBe('2018-11-03')
    expect(localDate(startMs, 'America/Sao_Paulo')).toBe('2018-11-04')
  })

  test('leads back to itself from every moment, in every zone, except the second of two', () => {
    const zone = fc.constantFrom(
      shanghai,
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'Pacific/Niue',
    )
    const moment = fc.integer({
      min: Date.parse('2020-01-01T00:00:00Z') / 60_000,
      max: Date.parse('2030-01-01T00:00:00Z') / 60_000,
    })
    fc.assert(
      fc.property(zone, moment, (timeZone, minutes) => {
        const ms = minutes * 60_000
        const back = localTimeToMs(localDate(ms, timeZone), localTime(ms, timeZone), timeZone)
        expect([localDate(back, timeZone), localTime(back, timeZone)]).toEqual([
          localDate(ms, timeZone),
          localTime(ms, timeZone),
        ])
        expect(back).toBeLessThanOrEqual(ms)
        expect(ms - back).toBeLessThanOrEqual(3_600_000)
      }),
      { numRuns: 500 },
    )
  })
})
