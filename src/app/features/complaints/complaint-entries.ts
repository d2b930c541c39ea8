import type { NewEntry } from '../../../device/journal/journal.ts'
import { answerDue } from '../../../domain/complaint/answer-limit.ts'
import type { ComplaintSource } from '../../../domain/complaint/complaint-entries.ts'
import type { OfficeTime } from '../../../domain/casework/file-case.ts'
import type { TimeLimit } from '../../../domain/casework/category.ts'
import type { CasePlace } from '../../../domain/casework/case-entries.ts'
import { caseIdOf, type EntryId, type ScopeId, type SubjectId } from '../../../domain/ids.ts'

/** A complaint as it is entered: with a case of its own, or one that it joins. */
export interface NewComplaint {
  readonly complaintId: EntryId
  readonly scope: ScopeId
  readonly source: ComplaintSource
  readonly sourceNo: string
  readonly receivedAtMs: number
  readonly summary: string
  readonly category: { readonly slug: string; readonly label: string }
  readonly place: CasePlace
  readonly limit: Pick<TimeLimit, 'amount' | 'unit'>
  readonly nth: number
  /** Null: `reportId` opens one. */
  readonly joins: SubjectId | null
  readonly reportId: EntryId
}

export const caseOf = ({ joins, reportId }: Pick<NewComplaint, 'joins' | 'reportId'>): SubjectId =>
  joins ?? caseIdOf(reportId)

/** What is recorded of it: no name and no number of anybody, and not their words. */
export function complaintEntries(given: NewComplaint, time: OfficeTime): readonly NewEntry[] {
  const { complaintId, scope, source, sourceNo, receivedAtMs, summary, category, place, nth } = given
  const subjects = [caseOf(given)]
  const received: NewEntry = {
    id: complaintId,
    kind: 'complaint.received',
    scope,
    subjects,
    after: given.joins ? [] : [given.reportId],
    data: {
      source,
      ...(sourceNo === '' ? {} : { sourceNo }),
      receivedAt: new Date(receivedAtMs).toISOString(),
      summary,
      place,
      ...answerDue(given.limit, receivedAtMs, time),
      nth,
    },
  }
  if (given.joins) return [received]
  const about = { category: category.slug, categoryLabel: category.label, severity: 'general', photoRule: '0' } as const
  const reported: NewEntry = {
    id: given.reportId,
    kind: 'case.reported',
    scope,
    subjects,
    data: { ...about, place, note: summary },
  }
  return [reported, received]
}
