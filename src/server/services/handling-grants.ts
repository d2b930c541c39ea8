import { foldCase } from '../../domain/casework/fold-case.ts'
import type { ScopeId } from '../../domain/ids.ts'
import { byRevision } from '../../domain/journal/decision-order.ts'
import type { JournalEntry, StampedEntry } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'

/** Which squads an entry lets see its subject, and which ones no longer. */
export interface GrantChange {
  readonly begins: ScopeId | null
  readonly ends: readonly ScopeId[]
}

const noChange: GrantChange = { begins: null, ends: [] }

/** An act after which the squad that has handled the case has nothing more to do with it. */
export const movesCaseOn = (entry: JournalEntry): boolean =>
  entry.kind === 'case.dispatched' ||
  entry.kind === 'case.verifyAsked' ||
  entry.kind === 'case.verified' ||
  entry.kind === 'case.sentOut' ||
  entry.kind === 'case.voided' ||
  (entry.kind === 'case.checked' && entry.data.passed) ||
  (entry.kind === 'case.transferAnswered' && entry.data.takenOver)

/** To whom a captain has lent it by hand and not taken it back: what was lent by hand is given back by hand. */
export function lentSquads(entries: readonly StampedEntry[]): ReadonlySet<ScopeId> {
  const lent = new Set<ScopeId>()
  for (const { entry } of [...entries].sort(byRevision)) {
    if (entry.kind === 'subject.granted') lent.add(entry.data.to)
    if (entry.kind === 'subject.grantEnded') lent.delete(entry.data.to)
  }
  return lent
}

/**
 * What an act that moves a case on means for those who see it because it was dispatched to them or they were to look.
 *
 * An act without effect moves nothing. A case whose report has not arrived yet is believed: what is decided about it is folded later.
 * Reads the act itself: it must stand in the tables.
 */
export async function changeByAct(tx: Tx, entry: JournalEntry, granted: readonly ScopeId[]): Promise<GrantChange> {
  const [caseId] = entry.subjects
  const isGiven = entry.kind === 'case.dispatched' || entry.kind === 'case.verifyAsked'
  const to = isGiven && entry.data.to !== entry.scope ? entry.data.to : null
  if (caseId === undefined || (to === null && granted.length === 0)) return noChange
  const entries = (await entriesAbout(tx, [caseId])).get(caseId) ?? []
  if (foldCase(caseId, entries)?.ineffective.some(({ entryId }) => entryId === entry.id)) return noChange
  const lent = lentSquads(entries)
  return { begins: to, ends: granted.filter((scope) => scope !== to && !lent.has(scope)) }
}
