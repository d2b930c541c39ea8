import type { CaseState } from '../../../domain/casework/case-state.ts'
import { foldCase } from '../../../domain/casework/fold-case.ts'
import { possibleActs, type Worker } from '../../../domain/casework/possible-acts.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import { readEntries } from '../../../domain/journal/read-entry.ts'
import type { CaseRow } from '../../../protocol/office.ts'
import type { OfficeApi } from '../../office-api.ts'
import type { PersonServices } from '../../services.ts'
import type { Compose } from '../casework/act-content.ts'
import { afterFold, outcomeOfAct, saveAct, type ActOutcome } from '../casework/record-act.ts'

/** Why one case of several was not acted on: a code of the wire, or a word of the inbox. */
export type BulkFailure = 'notNow' | 'needsOwn' | 'unread' | { readonly code: string }

export interface BulkResult {
  readonly sent: number
  readonly kept: number
  readonly failures: readonly { readonly row: CaseRow; readonly why: BulkFailure }[]
}

export interface ReadCase {
  readonly row: CaseRow
  readonly value: CaseState | null
}

export async function readCase(office: Pick<OfficeApi, 'caseDetail'>, row: CaseRow): Promise<ReadCase> {
  try {
    const { history } = await office.caseDetail(row.caseId)
    return { row, value: foldCase(row.caseId, readEntries(history)) }
  } catch {
    // Told by the name of the case beside what became of the others.
    return { row, value: null }
  }
}

interface Saved extends ReadCase {
  readonly outcome: ActOutcome
}

interface Tools {
  readonly office: Pick<OfficeApi, 'caseDetail'>
  readonly person: Pick<PersonServices, 'journal' | 'sync' | 'database'>
  readonly worker: Worker
  onProgress(done: number): void
}

/** What becomes of acts that were sent together: some may count for nothing where they stand. */
async function settle({ office, person }: Tools, saved: readonly Saved[]): Promise<readonly Saved[]> {
  const settled: Saved[] = []
  for (const each of saved) {
    const outcome = await outcomeOfAct(person, each.outcome.entryId)
    const again = outcome.state === 'sent' ? (await readCase(office, each.row)).value : null
    settled.push({ ...each, outcome: afterFold(outcome, again) })
  }
  return settled
}

/** One form for several cases, each its own record; what fails fails alone, and is told by its name. */
export async function runBulk(
  tools: Tools,
  cases: readonly ReadCase[],
  kind: CaseActKind,
  compose: Compose,
): Promise<BulkResult> {
  const saved: Saved[] = []
  const failures: { row: CaseRow; why: BulkFailure }[] = []
  for (const [index, { row, value }] of cases.entries()) {
    const content = value && possibleActs(value, tools.worker).includes(kind) ? compose(value) : 'notNow'
    if (!value) failures.push({ row, why: 'unread' })
    else if (content === 'notNow') failures.push({ row, why: 'notNow' })
    else if (content === null) failures.push({ row, why: 'needsOwn' })
    else saved.push({ row, value, outcome: { state: 'kept', entryId: await saveAct(tools.person, value, content) } })
    tools.onProgress(index + 1)
  }
  await tools.person.sync.syncNow()
  const settled = await settle(tools, saved)
  for (const { row, outcome } of settled)
    if (outcome.state === 'refused') failures.push({ row, why: { code: outcome.code } })
  const countOf = (state: ActOutcome['state']): number =>
    settled.filter(({ outcome }) => outcome.state === state).length
  return { sent: countOf('sent'), kept: countOf('kept'), failures }
}
