import { missingPhotoRoles } from '../casework/photo-need.ts'
import type { SubjectId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import { foldLowering, surveyedGrade } from './fold-lowering.ts'
import { isHazard, type Grade } from './grade.ts'
import type { Lowering, SignState, SurveyRecord } from './sign-state.ts'
import { surveyPhotoRule } from './survey-photos.ts'

const toSurvey = ({ entry }: StampedEntry<'sign.surveyed'>): SurveyRecord => ({
  entryId: entry.id,
  atMs: correctedAtMs(entry),
  by: entry.author,
  data: entry.data,
  photos: entry.parts.filter((part): part is PhotoRef => part.kind === 'photo'),
  caseId: entry.subjects.find((subject) => subject.startsWith('case-')) ?? null,
})

function gradeAfter(survey: SurveyRecord | undefined, lowering: Lowering | null): Grade | null {
  if (!survey) return null
  return lowering?.decision?.approved ? lowering.to : surveyedGrade(survey)
}

/** The nearest limit; none of a sign that was found or called harmless. */
function dueAfter(survey: SurveyRecord | undefined, grade: Grade | null): number | null {
  if (!survey || grade === null || !isHazard(grade)) return null
  const ends = survey.data.deadlines.map(({ dueAt }) => Date.parse(dueAt))
  return ends.length === 0 ? null : Math.min(...ends)
}

const owedOf = ({ data, photos }: SurveyRecord): number =>
  missingPhotoRoles(
    surveyPhotoRule(data.grade, data.answers),
    photos.map(({ role }) => role),
  ).length

/** The first merge in the server's order; a sign cannot be another one twice. */
function mergedInto(signId: SubjectId, entries: readonly StampedEntry[]): SubjectId | null {
  const merges = entries
    .filter((item): item is StampedEntry<'sign.merged'> => item.entry.kind === 'sign.merged')
    .filter(({ entry }) => entry.subjects[0] === signId && entry.data.into !== signId)
  return [...merges].sort(byRevision)[0]?.entry.data.into ?? null
}

/** What all entries about one sign say together; the newest registration and the newest survey stand; null without a registration. */
export function foldSign(signId: SubjectId, given: readonly StampedEntry[]): SignState | null {
  const { entries } = effectiveEntries(given)
  const newest = entries
    .filter((item): item is StampedEntry<'sign.registered'> => item.entry.kind === 'sign.registered')
    .at(-1)?.entry
  if (!newest) return null
  const surveys = entries
    .filter((item): item is StampedEntry<'sign.surveyed'> => item.entry.kind === 'sign.surveyed')
    .map(toSurvey)
  const survey = surveys.at(-1)
  const asked = foldLowering(survey, entries)
  const grade = gradeAfter(survey, asked.lowering)
  return {
    signId,
    scope: newest.scope,
    attributes: newest.data,
    registeredBy: newest.id,
    registeredAtMs: correctedAtMs(newest),
    surveys,
    grade,
    dueAtMs: dueAfter(survey, grade),
    nextCheckDate: survey?.data.nextCheckDate ?? null,
    ...asked,
    mergedInto: mergedInto(signId, entries),
    owedPhotos: survey ? owedOf(survey) : 0,
  }
}
