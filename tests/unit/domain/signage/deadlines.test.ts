import { describe, expect, test } from 'vitest'
import { deadlinesOf, type GradedSign } from '../../../../src/domain/signage/deadlines.ts'
import type { Grade } from '../../../../src/domain/signage/grade.ts'
import type { Answers } from '../../../../src/domain/signage/survey-items.ts'

const sign = (answers: Answers = {}, rest: Partial<GradedSign> = {}): GradedSign => ({
  signType: 'FASCIA',
  answers,
  requiredTest: false,
  ...rest,
})
const said = (grade: Grade, row: number, of: GradedSign): string =>
  deadlinesOf(grade, { row }, of)
    .map(({ duty, amount, unit }) => `${duty} ${amount} ${unit}`)
    .join(', ')

describe('what must be done by when', () => {
  test('a 重大 one is made harmless in two clock hours, by row 3 in four, and mended in a day', () => {
    expect(said('MAJOR', 1, sign())).toBe('danger 2 urgentHour, final 24 urgentHour')
    expect(said('MAJOR', 3, sign())).toBe('danger 4 urgentHour, final 24 urgentHour')
  })

  test('a 较大 one has two working days, a tilt one; a due report fifteen', () => {
    expect(said('SERIOUS', 4, sign({ 'GG-P02': 'S' }))).toBe('repair 2 workDay')
    expect(said('SERIOUS', 4, sign({ 'GG-S01': 'M' }, { requiredTest: true }))).toBe(
      'repair 1 workDay, testReport 15 workDay',
    )
    expect(said('SERIOUS', 5, sign({ 'GG-M02': 'M' }, { requiredTest: true }))).toBe('testReport 15 workDay')
  })

  test('what is found beside an unseen part keeps its own limit', () => {
    expect(said('PENDING_TEST', 6, sign({ 'GG-S04': 'NV' }))).toBe('test 10 workDay')
    expect(said('PENDING_TEST', 6, sign({ 'GG-S04': 'NV', 'GG-P02': 'M' }))).toBe('repair 5 workDay, test 10 workDay')
    expect(said('PENDING_TEST', 6, sign({ 'GG-S04': 'NV', 'GG-P07': 'L' }))).toBe('repair 1 workDay, test 10 workDay')
  })

  test('an abandoned 招牌 has two working days, an abandoned 广告 three, other 一般 ones five', () => {
    expect(said('GENERAL', 7, sign({ 'GG-M04': 'M' }))).toBe('repair 2 workDay')
    expect(said('GENERAL', 7, sign({ 'GG-M04': 'M' }, { signType: 'ROOF' }))).toBe('repair 3 workDay')
    expect(said('GENERAL', 7, sign({ 'GG-S06': 'L' }))).toBe('repair 5 workDay')
  })

  test('nothing is due where no hazard was seen', () => {
    expect(said('NONE', 10, sign()) + said('LIMITED', 9, sign())).toBe('')
  })
})
