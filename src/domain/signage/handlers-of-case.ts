import { caseHandlers, type CaseStep } from '../casework/case-handlers.ts'
import type { PersonId, SubjectId } from '../ids.ts'
import { isHazard } from './grade.ts'
import type { SignState } from './sign-state.ts'
import { surveyedGrade } from './surveyed-grade.ts'

/** Who may not close a case of this sign, from what its register says. */
export function handlersOfCase({ rectifications, surveys }: SignState, caseId: SubjectId): readonly PersonId[] {
  const ofCase = surveys.filter((survey) => survey.caseId === caseId)
  const ids = new Set(ofCase.map(({ entryId }) => entryId))
  const found = ofCase.filter((survey) => isHazard(surveyedGrade(survey)))
  const about = rectifications.filter(({ data }) => ids.has(data.survey))
  const steps: readonly (CaseStep & { readonly atMs: number })[] = [
    ...found.map(({ by, atMs }) => ({ act: 'hazardFound' as const, by, atMs })),
    ...about.map(({ by, atMs }) => ({ act: 'rectified' as const, by, atMs })),
  ]
  return caseHandlers([...steps].sort((left, right) => left.atMs - right.atMs))
}
