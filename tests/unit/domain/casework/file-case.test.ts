import { describe, expect, test } from 'vitest'
import { workMsBetween } from '../../../../src/domain/calendar/work-time.ts'
import { idleClock, moveClock, startedClock } from '../../../../src/domain/casework/case-clock.ts'
import { closingNumber } from '../../../../src/domain/casework/closing-number.ts'
import { filingOf, resumedDueAt } from '../../../../src/domain/casework/file-case.ts'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import { filedData } from '../../../support/case-decisions.ts'

const timeZone = 'Asia/Shanghai'
const hourMs = 3_600_000
/** 2026-11-20 is a Friday; the Monday after it is off, the Saturday worked. */
const calendar = { version: 7, holidays: ['2026-11-23'], workdays: ['2026-11-21'] }
const moment = (day: number, time: string): number => Date.parse(`2026-11-${day}T${time}:00+08:00`)
const timeAt = (nowMs: number) => ({ nowMs, calendar, timeZone })

describe('立案', () => {
  test('[ENTRY-44] copies limit, versions and end, over a holiday and a worked Saturday', () => {
    const limit = { amount: 3, unit: 'workDay' } as const
    const category = { slug: 'ad.banner', label: '违规标语宣传品' }
    expect(filingOf(category, limit, 4, timeAt(moment(20, '16:00')))).toEqual({
      category: 'ad.banner',
      categoryLabel: '违规标语宣传品',
      limit,
      standardVersion: 4,
      calendarVersion: 7,
      // Friday 2 h, Saturday 8 h, Tuesday 8 h, Wednesday 6 h.
      dueAt: '2026-11-25T08:00:00.000Z',
    })
  })
})

describe('[ENTRY-44] after a pause what was left goes on', () => {
  const resumed = (unit: 'workHour' | 'urgentHour', pausedAtMs: number, nowMs: number) => {
    const running = startedClock(moment(20, '09:00'), moment(20, '15:00'))
    const clock = moveClock(running, 'pauses', pausedAtMs, null)
    return resumedDueAt({ clock, filing: { ...filedData(), limit: { amount: 4, unit } } }, timeAt(nowMs))
  }

  test('in working time: one hour before and one after noon were left', () => {
    expect(resumed('workHour', moment(20, '11:00'), moment(24, '11:30'))).toBe('2026-11-24T07:30:00.000Z')
  })

  test('in clock hours, through nights and days off', () => {
    expect(resumed('urgentHour', moment(20, '11:00'), moment(24, '11:30'))).toBe('2026-11-24T07:30:00.000Z')
    expect(resumed('urgentHour', moment(20, '14:00'), moment(22, '23:30'))).toBe('2026-11-22T16:30:00.000Z')
  })

  test('and what was late already stays as late', () => {
    expect(resumed('workHour', moment(20, '16:00'), moment(24, '11:30'))).toBe('2026-11-20T07:00:00.000Z')
  })
})

test('working time between two moments leaves out noon, night and days off', () => {
  expect(workMsBetween(moment(20, '11:00'), moment(20, '15:00'), calendar, timeZone)).toBe(2 * hourMs)
  expect(workMsBetween(moment(20, '17:00'), moment(24, '09:00'), calendar, timeZone)).toBe(10 * hourMs)
  expect(workMsBetween(moment(24, '09:00'), moment(20, '17:00'), calendar, timeZone)).toBe(0)
})

test('a clock that nobody started does not pause, stop or go on', () => {
  for (const move of ['pauses', 'stops', 'resumes'] as const)
    expect(moveClock(idleClock, move, 5, null)).toEqual(idleClock)
})

test('a 销号 number is the day on which the server had the closing, in the bureau’s zone; none before', () => {
  const caseId = 'case-00000000-0000-7000-8000-000000ab12cd' as SubjectId
  expect(closingNumber(caseId, '2026-11-20T16:30:00.000Z', timeZone)).toBe('XH20261121-AB12CD')
  expect(closingNumber(caseId, null, timeZone)).toBeNull()
})
