import type { PhotoRule } from '../casework/photo-rule.ts'
import type { Answers } from './survey-items.ts'
import type { Grade } from './grade.ts'

/** Far and near of every sign; with any defect, and of 重大 and 较大 ones, what holds it and what lies beneath as well. */
export function surveyPhotoRule(grade: Grade, answers: Answers): PhotoRule {
  const hasDefect = Object.values(answers).some((result) => result === 'L' || result === 'M' || result === 'S')
  return hasDefect || grade === 'MAJOR' || grade === 'SERIOUS' ? '4' : '2'
}
