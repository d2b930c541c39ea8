import { describe, expect, test } from 'vitest'
import { checklistProgress } from '../../../../src/domain/inspection/progress.ts'
import { hxTemplate } from '../../../../src/domain/inspection/templates/hx.ts'

describe('the progress of a checklist', () => {
  test('begins at nothing of all', () => {
    expect(checklistProgress(hxTemplate, {})).toEqual({ answered: 0, failed: 0, total: 19 })
  })

  test('counts 不适用 as answered and 不合格 as failed', () => {
    const answers = { 'HX-01': { result: 'pass' }, 'HX-04': { result: 'fail' }, 'HX-09': { result: 'na' } } as const
    expect(checklistProgress(hxTemplate, answers)).toEqual({ answered: 3, failed: 1, total: 19 })
  })

  test('leaves out answers to items that this version does not have', () => {
    expect(checklistProgress(hxTemplate, { 'HX-99': { result: 'fail' } })).toEqual({
      answered: 0,
      failed: 0,
      total: 19,
    })
  })
})
