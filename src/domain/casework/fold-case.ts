import { caseIdOf, type EntryId, type SubjectId } from '../ids.ts'
import { foldComplaints, heardFollowUps } from '../complaint/fold-complaints.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import { idleClock, startedClock } from './case-clock.ts'
import type { CaseReported } from './case-entries.ts'
import type { CaseState } from './case-state.ts'
import { foldLifecycle } from './fold-lifecycle.ts'
import { foldPenalties, type Penalty } from './fold-penalties.ts'
import type { LifecycleFacts, LifecycleStep } from './lifecycle.ts'
import { missingPhotoRoles } from './photo-need.ts'
import { recheckOf } from './recheck.ts'
import { recheckTurns } from './recheck-turns.ts'
import { isCaseActKind } from './transitions.ts'

const photosOf = (entry: JournalEntry): readonly PhotoRef[] =>
  entry.parts.filter((part): part is PhotoRef => part.kind === 'photo')

interface Report {
  readonly entry: JournalEntry
  readonly data: CaseReported
}

/** What an entry reports about this case: a person's report, or the survey of a sign that opened it by itself. */
function reportIn(caseId: SubjectId, { entry }: StampedEntry): readonly Report[] {
  if (entry.kind === 'case.reported' && entry.subjects[0] === caseId) return [{ entry, data: entry.data }]
  if (entry.kind !== 'sign.surveyed' || !entry.data.opens || caseIdOf(entry.id) !== caseId) return []
  return [{ entry, data: entry.data.opens }]
}

/** The report whose id the case's id was made of; the earliest one that names the case, should that be missing. */
function reportOf(caseId: SubjectId, all: readonly StampedEntry[]): Report | undefined {
  const reports = all.flatMap((item) => reportIn(caseId, item))
  return reports.find(({ entry }) => caseIdOf(entry.id) === caseId) ?? reports[0]
}

/** The words people added, the report's own first. */
const notesOf = (entries: readonly StampedEntry[]): CaseState['notes'] =>
  entries.flatMap(({ entry }) =>
    (entry.kind === 'case.reported' ||
      entry.kind === 'case.supplemented' ||
      entry.kind === 'sign.surveyed' ||
      entry.kind === 'sign.supplemented') &&
    entry.data.note
      ? [{ atMs: correctedAtMs(entry), by: entry.author, note: entry.data.note }]
      : [],
  )

/** What of the report and of what was recorded beside the acts decides about them. */
function factsOf({ entry, data }: Report, caseId: SubjectId, penalties: readonly Penalty[]): LifecycleFacts {
  const dueAtMs = data.dueAt === undefined ? null : Date.parse(data.dueAt)
  return {
    caseId,
    scope: entry.scope,
    isOfSign: entry.kind === 'sign.surveyed',
    isCritical: data.severity === 'critical',
    hasPenalty: penalties.some(({ isComplete }) => isComplete),
    clock: dueAtMs === null ? idleClock : startedClock(correctedAtMs(entry), dueAtMs),
  }
}

const isByTheOffice = ({ kind }: LifecycleStep): boolean =>
  kind !== 'case.closedOnSite' && kind !== 'complaint.followedUp'

/** Withdrawals that come too late: of an act, and of a report that the office has begun to work off. */
function lateWithdrawals(
  all: readonly StampedEntry[],
  withdrawn: readonly EntryId[],
  reportedBy: EntryId | null,
): CaseState['ineffective'] {
  const stands = new Set(
    all
      .filter(
        ({ entry }) => (isCaseActKind(entry.kind) && entry.kind !== 'case.closedOnSite') || entry.id === reportedBy,
      )
      .map(({ entry }) => entry.id)
      .filter((id) => withdrawn.includes(id)),
  )
  return all.flatMap(({ entry }) =>
    entry.kind === 'record.withdrawn' && stands.has(entry.data.target)
      ? [{ entryId: entry.id, code: 'case/act-stands' }]
      : [],
  )
}

/** Acts stay what they are, whoever takes them back: what others did after them rests on them. */
const actsIn = (all: readonly StampedEntry[], entries: readonly StampedEntry[]): readonly StampedEntry[] => [
  ...all.filter(({ entry }) => entry.kind !== 'case.closedOnSite' && isCaseActKind(entry.kind)),
  ...entries.filter(({ entry }) => entry.kind === 'case.closedOnSite'),
  ...heardFollowUps(entries),
]

/**
 * What all entries about one case say together; null while its report is unknown here.
 *
 * Pure and total. The report of a withdrawn case is still read, so that its ledger line says what was withdrawn.
 */
export function foldCase(caseId: SubjectId, given: readonly StampedEntry[]): CaseState | null {
  const { all, entries, withdrawn } = effectiveEntries(given)
  const report = reportOf(caseId, all)
  if (!report) return null
  const penalties = foldPenalties(entries)
  const facts = factsOf(report, caseId, penalties)
  const { life, recheck, ineffective } = foldLifecycle(actsIn(all, entries), facts, recheckTurns(report.entry, all))
  const isTakenBack = withdrawn.includes(report.entry.id)
  const isWithdrawn = isTakenBack && !life.steps.some(isByTheOffice)
  const shown = all.filter((item) => item.entry.id === report.entry.id || (!isWithdrawn && entries.includes(item)))
  const photos = shown.flatMap(({ entry }) => photosOf(entry).map((ref) => ({ ref, entryId: entry.id })))
  // Solved at once, a finding asks for its pair of pictures and for nothing else.
  const rule = life.closedOnSite ? 'BA' : report.data.photoRule
  const missing = missingPhotoRoles(
    rule,
    photos.map(({ ref }) => ref.role),
  )
  return {
    caseId,
    scope: report.entry.scope,
    state: isWithdrawn ? 'withdrawn' : life.stage,
    report: report.data,
    reportedBy: report.entry.id,
    reporter: report.entry.author,
    reportedAtMs: correctedAtMs(report.entry),
    shiftId: report.entry.subjects.find((subject) => subject.startsWith('shift-')) ?? null,
    photos,
    notes: notesOf(shown),
    closedOnSite: life.closedOnSite,
    life,
    isOfSign: facts.isOfSign,
    complaints: foldComplaints(entries),
    penalties,
    rechecked: recheck?.passed ?? null,
    ineffective: [
      ...ineffective,
      ...recheckOf(report.entry, entries).ineffective,
      ...lateWithdrawals(all, withdrawn, isTakenBack && !isWithdrawn ? report.entry.id : null),
    ],
    owedPhotos: isWithdrawn ? 0 : missing.length,
  }
}
