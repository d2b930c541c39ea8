import { describe, expect, test } from 'vitest'
import { plainCalendar } from '../../../../src/domain/calendar/working-calendar.ts'
import type { OutsideUnit } from '../../../../src/domain/casework/outside-unit.ts'
import { lateIfSince, stepDueMs } from '../../../../src/domain/casework/step-limit.ts'
import { suggestUnit } from '../../../../src/domain/casework/suggest-unit.ts'
import { deskPlaceOf, type DeskQueue } from '../../../../src/domain/casework/desk-queue.ts'
import { createCaseLife } from '../../../support/case-life.ts'

const office = { calendar: plainCalendar, timeZone: 'Asia/Shanghai' }
const due = (queue: DeskQueue, severity: 'general' | 'critical', since: string) => {
  const ms = stepDueMs(queue, severity, Date.parse(since), office)
  return ms === null ? null : new Date(ms).toISOString()
}

describe('the office’s own limits', () => {
  test('a finding is filed within half an hour of work: what came on Friday evening by Monday 08:30', () => {
    expect(due('toFile', 'general', '2026-11-20T09:00:00+08:00')).toBe('2026-11-20T01:30:00.000Z')
    expect(due('toFile', 'general', '2026-11-20T19:00:00+08:00')).toBe('2026-11-23T00:30:00.000Z')
  })
  test('what is 紧急 within ten minutes at any hour', () => {
    expect(due('toFile', 'critical', '2026-11-20T19:00:00+08:00')).toBe('2026-11-20T11:10:00.000Z')
  })
  test('what was handled is checked within a working day, what is closed evaluated within three; elsewhere the case’s own clock counts', () => {
    expect(due('toCheck', 'general', '2026-11-20T10:00:00+08:00')).toBe('2026-11-23T02:00:00.000Z')
    expect(due('toEvaluate', 'general', '2026-11-20T10:00:00+08:00')).toBe('2026-11-25T02:00:00.000Z')
    expect(due('toDispatch', 'general', '2026-11-20T10:00:00+08:00')).toBeNull()
  })
})

test('what a limit of working days makes late now is told to the minute, over a weekend too', () => {
  const nowMs = Date.parse('2026-11-25T10:30:00+08:00')
  const lateMs = lateIfSince('toEvaluate', 'general', nowMs, office)
  expect(new Date(lateMs).toISOString()).toMatch(/^2026-11-20T02:(29|30)/)
  expect(stepDueMs('toEvaluate', 'general', lateMs, office)).toBeLessThan(nowMs)
  expect(stepDueMs('toEvaluate', 'general', lateMs + 60_000, office)).toBeGreaterThanOrEqual(nowMs)
})

test('what is 紧急 and not filed stands before everything on the desks', () => {
  const [plain, urgent] = [createCaseLife(), createCaseLife({ severity: 'critical' }, 2)].map((life) =>
    deskPlaceOf(life.state()),
  )
  expect(urgent?.order).toBeLessThan(0)
  expect(plain?.order).toBe(plain?.actByMs)
  expect(urgent?.actByMs).toBe(plain?.actByMs)
})

test('the unit is suggested that the standard names, by its name or by its kind', () => {
  const unit = (name: string, kind: OutsideUnit['kind'], active = true): OutsideUnit =>
    ({ id: name, name, kind, active }) as OutsideUnit
  const units = [unit('示例市政所', 'municipal'), unit('示例环卫处', 'sanitation'), unit('示例供水', 'utility', false)]
  const names = ['环卫部门', '市政部门', '示例环卫处', '自来水公司', '公安交警', ''].map(
    (responsible) => suggestUnit(responsible, units)?.name ?? null,
  )
  expect(names).toEqual(['示例环卫处', '示例市政所', '示例环卫处', null, null, null])
})
