import type { EntryId, PersonId, SubjectId } from '../ids.ts'
import { isHazard } from './grade.ts'
import type { SignState } from './sign-state.ts'
import { surveyedGrade } from './surveyed-grade.ts'

/** Who saw to a case of this sign, and may not close it: those who said so since it was last found, otherwise whoever found it. */
export function handlersOfCase({ rectifications, surveys }: SignState, caseId: SubjectId): readonly PersonId[] {
  const ofCase = surveys.filter((survey) => survey.caseId === caseId)
  const hazard = ofCase.filter((survey) => isHazard(surveyedGrade(survey))).at(-1)
  if (!hazard) return []
  const isAbout = (id: EntryId): boolean => ofCase.some(({ entryId }) => entryId === id)
  const handlers = rectifications.filter(({ atMs, data }) => atMs >= hazard.atMs && isAbout(data.survey))
  return handlers.length > 0 ? handlers.map(({ by }) => by) : [hazard.by]
}
