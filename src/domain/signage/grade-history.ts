import type { Grade } from './grade.ts'
import type { SignState } from './sign-state.ts'
import { surveyedGrade } from './surveyed-grade.ts'

/** From a moment on, a sign was graded so. */
export interface GradeSince {
  readonly atMs: number
  readonly grade: Grade
}

/**
 * How a sign was graded in the course of time, oldest first.
 *
 * A survey holds until the next one; of lowerings that of the newest survey is known, from its decision on.
 */
export function gradeHistory({ surveys, lowering }: Pick<SignState, 'surveys' | 'lowering'>): readonly GradeSince[] {
  const surveyed = surveys.map((survey) => ({ atMs: survey.atMs, grade: surveyedGrade(survey) }))
  if (!lowering?.decision?.approved) return surveyed
  return [...surveyed, { atMs: lowering.decision.atMs, grade: lowering.to }]
}
