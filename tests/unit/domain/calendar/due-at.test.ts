import { describe, expect, test } from 'vitest'
import { dueAtMs } from '../../../../src/domain/calendar/due-at.ts'
import { isWorkday, plainCalendar, type WorkingCalendar } from '../../../../src/domain/calendar/working-calendar.ts'
import type { TimeLimit } from '../../../../src/domain/casework/category.ts'
import { localDate, localTime } from '../../../../src/domain/duty/local-day.ts'

const zone = 'Asia/Shanghai'
const holidays: WorkingCalendar = { version: 1, holidays: ['2026-11-30'], workdays: ['2026-11-28'] }

/** 2026-11-27 is a Friday. */
function due(amount: number, unit: TimeLimit['unit'], from: string, calendar = plainCalendar): string {
  const ms = dueAtMs({ amount, unit }, Date.parse(`${from}:00+08:00`), calendar, zone)
  return `${localDate(ms, zone)} ${localTime(ms, zone)}`
}

describe('the end of a limit', () => {
  test('in 紧急工作时 runs through nights and holidays', () => {
    expect(due(2, 'urgentHour', '2026-11-27T23:30')).toBe('2026-11-28 01:30')
    expect(due(24, 'urgentHour', '2026-11-27T17:00')).toBe('2026-11-28 17:00')
  })

  test('in 工作时 counts 08:00–12:00 and 14:00–18:00 only', () => {
    expect(due(2, 'workHour', '2026-11-26T11:00')).toBe('2026-11-26 15:00')
    expect(due(1, 'workHour', '2026-11-26T11:00')).toBe('2026-11-26 12:00')
    expect(due(2, 'workHour', '2026-11-26T05:00')).toBe('2026-11-26 10:00')
    expect(due(1, 'workHour', '2026-11-26T18:00')).toBe('2026-11-27 09:00')
  })

  test('in 工作日 is eight 工作时 each, over the weekend', () => {
    expect(due(1, 'workDay', '2026-11-27T10:00')).toBe('2026-11-30 10:00')
    expect(due(2, 'workDay', '2026-11-28T10:00')).toBe('2026-12-01 18:00')
  })

  test('leaves holidays out and counts 调休', () => {
    expect(due(1, 'workDay', '2026-11-27T10:00', holidays)).toBe('2026-11-28 10:00')
    expect(due(2, 'workDay', '2026-11-27T10:00', holidays)).toBe('2026-12-01 10:00')
    expect(isWorkday(holidays, '2026-11-28') && !isWorkday(holidays, '2026-11-30')).toBe(true)
  })

  test('in 自然日 is so many times 24 hours', () => {
    expect(due(3, 'day', '2026-11-27T10:00', holidays)).toBe('2026-11-30 10:00')
  })

  test('of a calendar without working days is an error, not an endless search', () => {
    const never = { version: 1, workdays: [], holidays: [] } satisfies WorkingCalendar
    const closed = { ...never, holidays: Array.from({ length: 800 }, (_, day) => dayAfter(day)) }
    expect(() => due(1, 'workDay', '2026-11-27T10:00', closed)).toThrow(RangeError)
  })
})

const dayAfter = (days: number): string =>
  new Date(Date.parse('2026-11-27T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10)
