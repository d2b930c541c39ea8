import { caseIdOf, type SubjectId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import { permittedDispositions } from '../people/permitted-dispositions.ts'
import type { CaseReported } from './case-entries.ts'
import type { CaseState } from './case-state.ts'
import { missingPhotoRoles } from './photo-need.ts'
import { recheckOf } from './recheck.ts'

type Closing = StampedEntry<'case.closedOnSite'>

const photosOf = (entry: JournalEntry): readonly PhotoRef[] =>
  entry.parts.filter((part): part is PhotoRef => part.kind === 'photo')

/** Why a closing on site has no effect at its place; null when it has. */
function objection({ entry, stamp }: Closing, isClosed: boolean): string | null {
  if (isClosed) return 'case/already-closed'
  if (stamp && !permittedDispositions(stamp.authorRole).includes(entry.data.disposition))
    return 'entry/disposition-not-permitted'
  return photosOf(entry).some((photo) => photo.role === 'after') ? null : 'case/after-photo-missing'
}

function foldClosings(closings: readonly Closing[]): Pick<CaseState, 'closedOnSite' | 'ineffective'> {
  let closedOnSite: CaseState['closedOnSite'] = null
  const ineffective: { entryId: Closing['entry']['id']; code: string }[] = []
  for (const closing of [...closings].sort(byRevision)) {
    const code = objection(closing, closedOnSite !== null)
    if (code) ineffective.push({ entryId: closing.entry.id, code })
    else {
      const { data, author } = closing.entry
      closedOnSite = { disposition: data.disposition, note: data.note, by: author, atMs: correctedAtMs(closing.entry) }
    }
  }
  return { closedOnSite, ineffective }
}

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

/**
 * What all entries about one case say together; null while its report is unknown here.
 *
 * Pure and total. The report of a withdrawn case is still read, so that its ledger line says what was withdrawn.
 */
export function foldCase(caseId: SubjectId, given: readonly StampedEntry[]): CaseState | null {
  const { all, entries, withdrawn } = effectiveEntries(given)
  const report = reportOf(caseId, all)
  if (!report) return null
  const isWithdrawn = withdrawn.includes(report.entry.id)
  const shown = isWithdrawn ? all.filter(({ entry }) => entry.id === report.entry.id) : entries
  const photos = shown.flatMap(({ entry }) => photosOf(entry).map((ref) => ({ ref, entryId: entry.id })))
  const closings = foldClosings(entries.filter((item): item is Closing => item.entry.kind === 'case.closedOnSite'))
  const recheck = recheckOf(report.entry, entries)
  // Solved at once, a finding asks for its pair of pictures and for nothing else.
  const rule = closings.closedOnSite ? 'BA' : report.data.photoRule
  const missing = missingPhotoRoles(
    rule,
    photos.map(({ ref }) => ref.role),
  )
  return {
    caseId,
    scope: report.entry.scope,
    state: isWithdrawn ? 'withdrawn' : closings.closedOnSite || recheck.closed ? 'closed' : 'reported',
    report: report.data,
    reportedBy: report.entry.id,
    reporter: report.entry.author,
    reportedAtMs: correctedAtMs(report.entry),
    shiftId: report.entry.subjects.find((subject) => subject.startsWith('shift-')) ?? null,
    photos,
    notes: notesOf(shown),
    closedOnSite: closings.closedOnSite,
    rechecked: recheck.closed,
    ineffective: [...closings.ineffective, ...recheck.ineffective],
    owedPhotos: isWithdrawn ? 0 : missing.length,
  }
}
