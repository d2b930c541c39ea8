import type { EntryId } from '../../../domain/ids.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { must } from '../../../lib/must.ts'
import type { PersonServices } from '../../services.ts'
import { actEntry, type ActContent } from './act-content.ts'

/** What became of an act after the pass that was to send it. */
export type ActOutcome =
  | { readonly state: 'sent' | 'kept'; readonly entryId: EntryId }
  | { readonly state: 'refused'; readonly entryId: EntryId; readonly code: string }

type Recorder = Pick<PersonServices, 'journal' | 'sync' | 'database'>

/** Saves one act on this device; rejects with the storage's problem, and nothing is written then. */
export async function saveAct({ journal }: Recorder, value: CaseState, content: ActContent): Promise<EntryId> {
  const [entry] = await journal.record([actEntry(value, content)])
  return must(entry, 'one record was made').id
}

/** How the server took what was saved. */
export async function outcomeOfAct({ database }: Recorder, entryId: EntryId): Promise<ActOutcome> {
  const row = await database.journal.get(entryId)
  if (row?.sendState === 'refused' || row?.sendState === 'quarantined')
    return { state: 'refused', entryId, code: row.code }
  return { state: row?.sendState === 'queued' ? 'kept' : 'sent', entryId }
}

/** Why an act that was sent counts for nothing where it stands; the outcome as it was, where it counts. */
export function afterFold(outcome: ActOutcome, value: CaseState | null): ActOutcome {
  const { entryId } = outcome
  const code = value?.ineffective.find((each) => each.entryId === entryId)?.code
  return code ? { state: 'refused', entryId, code } : outcome
}
