import { missingPhotoRoles } from '../casework/photo-need.ts'
import { recheckOf } from '../casework/recheck.ts'
import { caseIdOf, type SubjectId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import type { EntryKind } from '../journal/entry-kinds.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import { foldLowering } from './fold-lowering.ts'
import { surveyedGrade } from './surveyed-grade.ts'
import { isHazard, type Grade } from './grade.ts'
import type { Lowering, SignState, SurveyRecord } from './sign-state.ts'
import { standingFacts } from './standing-facts.ts'
import { surveyPhotoRule } from './survey-photos.ts'

const photosOf = ({ entry }: StampedEntry): readonly PhotoRef[] =>
  entry.parts.filter((part): part is PhotoRef => part.kind === 'photo')

const ofKind = <K extends EntryKind>(entries: readonly StampedEntry[], kind: K): readonly StampedEntry<K>[] =>
  entries.filter((item): item is StampedEntry<K> => item.entry.kind === kind)

const signedBy = (entry: JournalEntry): Pick<SurveyRecord, 'entryId' | 'atMs' | 'by'> => ({
  entryId: entry.id,
  atMs: correctedAtMs(entry),
  by: entry.author,
})

/** Each survey with the pictures that came later. */
function surveysIn(entries: readonly StampedEntry[]): readonly SurveyRecord[] {
  const supplements = ofKind(entries, 'sign.supplemented')
  return ofKind(entries, 'sign.surveyed').map((item) => {
    const { entry } = item
    const later = supplements.filter(({ entry: { data } }) => data.survey === entry.id)
    return {
      ...signedBy(entry),
      data: entry.data,
      photos: [item, ...later].flatMap(photosOf),
      supplementedBy: later.map((each) => each.entry.id),
      caseId: entry.subjects.find((subject) => subject.startsWith('case-')) ?? null,
    }
  })
}

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

/** What became of the newest case, from what this sign's records say of it. */
function recheckAmong(surveys: readonly SurveyRecord[], entries: readonly StampedEntry[]): SignState['recheck'] {
  const caseId = surveys.filter((survey) => survey.caseId).at(-1)?.caseId
  const opener = surveys.find(({ entryId }) => caseIdOf(entryId) === caseId)
  if (!caseId || !opener) return null
  const about = entries.filter(({ entry }) => entry.subjects.includes(caseId))
  return recheckOf({ id: opener.entryId, kind: 'sign.surveyed', author: opener.by }, about).closed
}

/** The first merge in the server's order; a sign cannot be another one twice. */
function mergedInto(signId: SubjectId, entries: readonly StampedEntry[]): SubjectId | null {
  const merges = ofKind(entries, 'sign.merged').filter(
    ({ entry }) => entry.subjects[0] === signId && entry.data.into !== signId,
  )
  return [...merges].sort(byRevision)[0]?.entry.data.into ?? null
}

/** What all entries about one sign say together; the newest registration, the place put right after it and the newest survey stand; null without a registration. */
export function foldSign(signId: SubjectId, given: readonly StampedEntry[]): SignState | null {
  const { entries } = effectiveEntries(given)
  const newest = ofKind(entries, 'sign.registered').at(-1)?.entry
  const attributes = standingFacts(entries)
  if (!newest || !attributes) return null
  const surveys = surveysIn(entries)
  const survey = surveys.at(-1)
  const asked = foldLowering(survey, entries)
  const grade = gradeAfter(survey, asked.lowering)
  return {
    signId,
    scope: newest.scope,
    attributes,
    registeredBy: newest.id,
    registeredAtMs: correctedAtMs(newest),
    surveys,
    grade,
    dueAtMs: dueAfter(survey, grade),
    nextCheckDate: survey?.data.nextCheckDate ?? null,
    notices: ofKind(entries, 'sign.noticeIssued').map(({ entry }) => ({ ...signedBy(entry), data: entry.data })),
    rectifications: ofKind(entries, 'sign.rectified').map((item) => ({
      ...signedBy(item.entry),
      data: item.entry.data,
      photos: photosOf(item),
    })),
    recheck: recheckAmong(surveys, entries),
    ...asked,
    mergedInto: mergedInto(signId, entries),
    owedPhotos: survey ? owedOf(survey) : 0,
  }
}
