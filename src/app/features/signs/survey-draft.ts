import type { Grade } from '../../../domain/signage/grade.ts'
import type { SurveyMethod } from '../../../domain/signage/sign-options.ts'
import type { SurveyResult } from '../../../domain/signage/survey-item.ts'

/** What is being answered about one sign; plain JSON. */
export interface SurveyDraft {
  answers: Record<string, SurveyResult>
  methods: SurveyMethod[]
  note: string
  raisedTo: Grade | ''
  raisedReason: string
}

export const emptySurvey = (): SurveyDraft => ({
  answers: {},
  methods: ['ground'],
  note: '',
  raisedTo: '',
  raisedReason: '',
})
