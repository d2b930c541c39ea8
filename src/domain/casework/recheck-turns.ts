import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import type { EntryKind } from '../journal/entry-kinds.ts'
import type { JournalEntry, StampedEntry } from '../journal/entry.ts'
import { recheckOf, type PassedRecheck } from './recheck.ts'

/** The record with which a sign's case came to be closed by a survey, by another one than before, or by none any more. */
export interface RecheckTurn {
  readonly item: StampedEntry
  readonly closed: PassedRecheck | null
}

const bearing: readonly EntryKind[] = ['sign.surveyed', 'sign.rectified', 'record.withdrawn']

/**
 * Where in the server's order the answer of `recheckOf` changed, each time from all that had come in by then.
 *
 * So what comes late turns the case where it comes, and takes nothing back that was done before; the last turn says what
 * `recheckOf` says of all of them.
 */
export function recheckTurns(
  opener: Pick<JournalEntry, 'id' | 'kind' | 'author'>,
  all: readonly StampedEntry[],
): readonly RecheckTurn[] {
  if (opener.kind !== 'sign.surveyed') return []
  const inOrder = [...all].sort(byRevision)
  const turns: RecheckTurn[] = []
  for (const [index, item] of inOrder.entries()) {
    if (!bearing.includes(item.entry.kind)) continue
    const { closed } = recheckOf(opener, effectiveEntries(inOrder.slice(0, index + 1)).entries)
    if (closed?.surveyId !== turns.at(-1)?.closed?.surveyId) turns.push({ item, closed })
  }
  return turns
}
