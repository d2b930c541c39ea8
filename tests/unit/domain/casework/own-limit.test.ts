import { expect, test } from 'vitest'
import { dueAtMs } from '../../../../src/domain/calendar/due-at.ts'
import { plainCalendar } from '../../../../src/domain/calendar/working-calendar.ts'
import { isOwnLimit, mostOwnLimit } from '../../../../src/domain/casework/own-limit.ts'

test.each([1, 5, mostOwnLimit])('%s is a limit', (amount) => expect(isOwnLimit(amount)).toBe(true))

test.each(['', -5, 0, 0.5, NaN, mostOwnLimit + 1, 99_999])('%s is none', (amount) =>
  expect(isOwnLimit(amount)).toBe(false),
)

test('the longest one ends on a day of the working calendar', () => {
  const fromMs = Date.parse('2026-11-27T18:00:00+08:00')
  const dueMs = dueAtMs({ amount: mostOwnLimit, unit: 'workDay' }, fromMs, plainCalendar, 'Asia/Shanghai')
  expect(dueMs).toBeGreaterThan(fromMs)
})
