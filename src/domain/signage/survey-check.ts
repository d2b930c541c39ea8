import { caseIdOf } from '../ids.ts'
import type { JournalEntry } from '../journal/entry.ts'
import { isHazard, isWorse } from './grade.ts'
import { gradeTableVersion } from './grade-table.ts'
import { gradeOf } from './grade-of.ts'
import { surveyedGrade } from './surveyed-grade.ts'
import { answersFor, openItems } from './survey-items.ts'

type Survey = JournalEntry<'sign.surveyed'>

/** A case opens under the entry's own id; a survey about a case that is open already names that one instead. */
function caseContradiction({ id, subjects, data }: Survey): string | null {
  const isNamed = subjects.slice(1).some((subject) => subject.startsWith('case-'))
  const isDue = isHazard(surveyedGrade({ data }))
  if (data.opens) return !isDue ? 'data.opens' : subjects[1] === caseIdOf(id) ? null : 'subjects.1'
  return isDue && !isNamed ? 'data.opens' : null
}

/**
 * Where a survey contradicts itself; null where it does not.
 *
 * The grade is computed and never typed. By which rules it was computed is known for this table only: a phone that was away
 * with an older one is believed.
 */
export function surveyContradiction(survey: Survey): string | null {
  const { data } = survey
  if (data.raised && !isWorse(data.raised.to, data.grade)) return 'data.raised'
  if (data.tableVersion === gradeTableVersion) {
    if (openItems(data.signType, data.answers).length > 0) return 'data.answers'
    const decision = gradeOf({ ...data, answers: answersFor(data.signType, data.answers) })
    if (decision.grade !== data.grade || decision.row !== data.row) return 'data.grade'
  }
  return caseContradiction(survey)
}
