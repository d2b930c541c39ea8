import {
  caseIdOf,
  type EntryId,
  type PostId,
  type SchoolId,
  type ScopeId,
  type StreetId,
  type SubjectId,
} from '../../../domain/ids.ts'
import type { CaseCategory } from '../../../domain/casework/category.ts'
import type { CaseReported } from '../../../domain/casework/case-entries.ts'
import type { PhotoRef, VoiceRef } from '../../../domain/journal/part-ref.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { FindingDraft } from './finding-draft.ts'

export interface FindingEntriesInput {
  readonly draft: FindingDraft
  readonly category: CaseCategory
  readonly photos: readonly PhotoRef[]
  readonly voices: readonly VoiceRef[]
  /** Metres between before and after; null where a place is not known. */
  readonly apartM: number | null
  readonly scope: ScopeId
  readonly reportId: EntryId
}

function reportData({ draft, category }: FindingEntriesInput): CaseReported {
  return {
    category: category.slug,
    categoryLabel: category.label,
    severity: draft.severity,
    ...(draft.authority ? { authority: draft.authority } : {}),
    place: {
      fix: draft.fix,
      text: draft.placeText,
      ...(draft.streetId ? { streetId: draft.streetId as StreetId } : {}),
      ...(draft.schoolId ? { schoolId: draft.schoolId as SchoolId } : {}),
      ...(draft.postId ? { postId: draft.postId as PostId } : {}),
      ...(draft.zone ? { zone: draft.zone } : {}),
    },
    note: draft.note.trim(),
    photoRule: category.photo,
    ...(draft.origin ? { origin: { ...draft.origin, shiftId: draft.shiftId as SubjectId } } : {}),
  }
}

/** The entries that one saved finding makes: the report, and the closing on site where it was solved at once. */
export function findingEntries(input: FindingEntriesInput): readonly NewEntry[] {
  const { draft, photos, voices, scope, reportId } = input
  const caseId = caseIdOf(reportId)
  const shift = draft.shiftId ? [draft.shiftId as SubjectId] : []
  const report: NewEntry = {
    id: reportId,
    kind: 'case.reported',
    scope,
    subjects: [caseId, ...shift],
    data: reportData(input),
    photos: draft.onSite ? photos.filter((photo) => photo.role !== 'after') : photos,
    voices,
  }
  if (!draft.onSite) return [report]
  return [
    report,
    {
      kind: 'case.closedOnSite',
      scope,
      subjects: [caseId, ...shift],
      after: [reportId],
      data: { disposition: draft.disposition, note: '', apartM: input.apartM },
      photos: photos.filter((photo) => photo.role === 'after'),
    },
  ]
}
