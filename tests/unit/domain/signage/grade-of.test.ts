import { describe, expect, test } from 'vitest'
import { gradeOf, type GradeForm } from '../../../../src/domain/signage/grade-of.ts'
import { gradeLabels } from '../../../../src/domain/signage/grade.ts'
import type { Answers } from '../../../../src/domain/signage/survey-items.ts'

const form = (answers: Answers, rest: Partial<GradeForm> = {}): GradeForm => ({
  answers,
  exposure: 'E2',
  windAlert: 'none',
  requiredTest: false,
  ageYears: 3,
  ownerless: false,
  ...rest,
})

describe('the grade of a sign', () => {
  test('names the row that decided it, why in plain words, and the items it rests on', () => {
    expect(gradeOf(form({ 'GG-S01': 'M' }, { exposure: 'E3' }))).toEqual({
      grade: 'MAJOR',
      row: 3,
      words: '★ 关键项有 1 项明显，且下方人员密集',
      items: ['GG-S01'],
    })
  })

  test('is 待专业检测 where the structure of a sign that must be tested cannot be seen, whatever else is normal', () => {
    expect(gradeOf(form({ 'GG-S04': 'NV' }, { requiredTest: true })).grade).toBe('PENDING_TEST')
    expect(gradeOf(form({ 'GG-S04': 'NV' }, { ageYears: null })).grade).toBe('PENDING_TEST')
    expect(gradeOf(form({ 'GG-S04': 'NV' }, { ownerless: true })).grade).toBe('PENDING_TEST')
  })

  test('is never better than 受限 where anything was not seen', () => {
    expect(gradeOf(form({ 'GG-E03': 'NV' })).grade).toBe('LIMITED')
  })

  test('is never called safe', () => {
    expect(Object.values(gradeLabels).join()).not.toContain('安全')
    expect(gradeLabels[gradeOf(form({})).grade]).toBe('未发现明显隐患')
  })
})
