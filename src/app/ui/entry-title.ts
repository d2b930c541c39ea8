import { gradeLabels } from '../../domain/signage/grade.ts'
import { isEntryKind } from '../../domain/journal/entry-kinds.ts'
import type { EntryEnvelope, JournalEntry } from '../../domain/journal/entry.ts'
import { fill, type Catalogue } from '../texts/text.ts'

function caseParams(t: Catalogue, entry: JournalEntry): Readonly<Record<string, string>> | null {
  if (entry.kind === 'case.filed') return { category: entry.data.categoryLabel }
  if (entry.kind === 'case.verified') return { verified: t.entries.verifications[`${entry.data.exists}`] }
  if (entry.kind === 'case.evaluated') return { satisfaction: t.entries.satisfactions[entry.data.satisfaction] }
  if (entry.kind === 'case.sentOut') return { unit: entry.data.unitName }
  if (entry.kind === 'case.unitAnswered') return { answer: t.entries.unitAnswers[entry.data.result] }
  if (entry.kind === 'case.answerReviewed') return { review: t.entries.reviews[`${entry.data.accepted}`] }
  if (entry.kind === 'case.handled' || entry.kind === 'case.closedOnSite')
    return { disposition: t.field.disposition[entry.data.disposition] }
  if (entry.kind === 'case.extensionDecided' || entry.kind === 'case.deferralDecided')
    return { verdict: t.entries.verdicts[`${entry.data.approved}`] }
  if (entry.kind === 'case.resumed') return { resumed: t.entries.resumptions[entry.data.byPlan ? 'byPlan' : 'byHand'] }
  if (entry.kind === 'case.checked') return { check: t.entries.checks[`${entry.data.passed}`] }
  if (entry.kind === 'case.transferred') return { authority: entry.data.authority }
  if (entry.kind === 'case.transferAnswered') return { answer: t.entries.transferAnswers[`${entry.data.takenOver}`] }
  if (entry.kind === 'case.reopened') return { cause: t.entries.reopenings[entry.data.cause] }
  if (entry.kind === 'case.penaltyRecorded')
    return { penalty: t.entries.penalties[entry.data.step], docNo: entry.data.docNo }
  return null
}

function complaintParams(t: Catalogue, entry: JournalEntry): Readonly<Record<string, string | number>> | null {
  if (entry.kind === 'complaint.received') return { n: entry.data.nth, summary: entry.data.summary }
  if (entry.kind === 'complaint.followedUp') return { satisfaction: t.entries.satisfactions[entry.data.satisfaction] }
  return null
}

function titleParams(t: Catalogue, entry: JournalEntry): Readonly<Record<string, string | number>> {
  if (entry.kind === 'duty.tallied') return { counter: t.field.counters[entry.data.counter] }
  if (entry.kind === 'inspection.answered') return { n: entry.data.answers.length }
  if (entry.kind === 'case.reported') return { category: entry.data.categoryLabel }
  if (entry.kind === 'roster.swapAnswered') return { verdict: t.entries.verdicts[`${entry.data.agreed}`] }
  if (entry.kind === 'roster.swapDecided') return { verdict: t.entries.verdicts[`${entry.data.approved}`] }
  if (entry.kind === 'sign.registered') return { content: entry.data.content }
  if (entry.kind === 'sign.placed') return { reason: entry.data.reason }
  if (entry.kind === 'sign.surveyed') return { grade: gradeLabels[entry.data.raised?.to ?? entry.data.grade] }
  if (entry.kind === 'sign.loweringAsked') return { grade: gradeLabels[entry.data.to] }
  if (entry.kind === 'sign.loweringDecided') return { verdict: t.entries.verdicts[`${entry.data.approved}`] }
  if (entry.kind === 'sign.noticeIssued') return { noticeNo: entry.data.noticeNo }
  if (entry.kind === 'wind.warned') return { level: t.field.windLevels[entry.data.level] }
  if (entry.kind === 'wind.routed') return { n: entry.data.crews.length }
  if (entry.kind === 'subject.granted') return { reason: entry.data.reason }
  return complaintParams(t, entry) ?? caseParams(t, entry) ?? {}
}

/** One line that says what a record is, in the field's words; a kind from a newer build says so. */
export function entryTitle(t: Catalogue, entry: Pick<EntryEnvelope, 'kind' | 'data'>): string {
  if (!isEntryKind(entry.kind)) return t.entries.unknownKind
  return fill(t.entries.kinds[entry.kind], titleParams(t, entry as JournalEntry))
}

/** What kind of record it was, where its content is not known. */
export function kindTitle(t: Catalogue, kind: string | null): string {
  if (kind === null || !isEntryKind(kind)) return t.entries.unknownKind
  const bare: Readonly<Record<string, string>> = t.entries.bareKinds
  return bare[kind] ?? t.entries.kinds[kind]
}

/** Why a record was not accepted, for the person who made it. */
export function refusalText(t: Catalogue, code: string): string {
  const known: Readonly<Record<string, string>> = t.entries.codes
  return known[code] ?? fill(t.entries.unknownCode, { code })
}
