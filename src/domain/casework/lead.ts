import type { StampedEntry } from '../journal/entry.ts'
import type { CaseState } from './case-state.ts'

/** Whether this record says that its author, or an officer with them, was there. */
function isFromThere({ entry }: StampedEntry): boolean {
  if (entry.kind === 'case.checked') return entry.data.onSite
  return entry.kind === 'case.verified' || entry.kind === 'case.handled' || entry.kind === 'case.closedOnSite'
}

const isByOfficer = ({ entry, stamp }: StampedEntry): boolean =>
  stamp?.authorRole === 'officer' ||
  stamp?.authorRole === 'captain' ||
  (entry.kind === 'case.handled' && entry.data.withOfficer !== undefined)

/**
 * 线索: what an 协管员 saw is no evidence until an officer has been there.
 *
 * Acts without effect confirm nothing. A sign has its own register of who surveyed it.
 */
export function isLead({ isOfSign, reportedBy, life }: CaseState, entries: readonly StampedEntry[]): boolean {
  const byId = new Map(entries.map((item) => [item.entry.id, item]))
  if (isOfSign || byId.get(reportedBy)?.stamp?.authorRole !== 'aux') return false
  return !life.steps.some(({ entryId }) => {
    const item = byId.get(entryId)
    return item !== undefined && isFromThere(item) && isByOfficer(item)
  })
}
