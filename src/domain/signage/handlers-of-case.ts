import { caseIdOf, type PersonId, type SubjectId } from '../ids.ts'
import type { SignState } from './sign-state.ts'

/** Who saw to a case of this sign, and may not close it: those who said so, otherwise whoever found the hazard. */
export function handlersOfCase({ rectifications, surveys }: SignState, caseId: SubjectId): readonly PersonId[] {
  const ofCase = surveys.filter((survey) => survey.caseId === caseId).map(({ entryId }) => entryId)
  const handlers = rectifications.filter(({ data }) => ofCase.includes(data.survey)).map(({ by }) => by)
  if (handlers.length > 0) return handlers
  return surveys.filter(({ entryId }) => caseIdOf(entryId) === caseId).map(({ by }) => by)
}
