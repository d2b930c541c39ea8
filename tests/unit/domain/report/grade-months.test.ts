import { describe, expect, test } from 'vitest'
import { gradesByMonth } from '../../../../src/domain/report/grade-months.ts'

const nowMs = Date.parse('2026-11-28T14:00:00+08:00')
const at = (text: string): number => Date.parse(`${text}+08:00`)
const bureau = { nowMs, timeZone: 'Asia/Shanghai', months: 3 }

describe('signs by grade, month by month', () => {
  test('each month counts how the signs stood when it ended in the bureau’s time zone', () => {
    const repaired = [
      { atMs: at('2026-09-30T23:59:59'), grade: 'SERIOUS' },
      { atMs: at('2026-11-01T00:00:00'), grade: 'NONE' },
    ] as const
    const months = gradesByMonth([repaired], bureau)
    expect(months.map(({ month, standing }) => [month, standing.SERIOUS, standing.NONE])).toEqual([
      ['2026-09', 1, 0],
      ['2026-10', 1, 0],
      ['2026-11', 0, 1],
    ])
  })

  test('a sign counts in no month before its first survey, and one that nobody surveyed in none', () => {
    const months = gradesByMonth([[{ atMs: at('2026-11-02T08:00:00'), grade: 'MAJOR' }], []], bureau)
    expect(months.map(({ standing }) => standing.MAJOR)).toEqual([0, 0, 1])
  })

  test('the months go over the turn of a year', () => {
    const months = gradesByMonth([], { ...bureau, nowMs: at('2026-01-31T08:00:00') })
    expect(months.map(({ month }) => month)).toEqual(['2025-11', '2025-12', '2026-01'])
  })
})
