import type { CaseState } from '../../../domain/casework/case-state.ts'
import { foldCase } from '../../../domain/casework/fold-case.ts'
import { possibleActs, type Worker } from '../../../domain/casework/possible-acts.ts'
import { readEntries } from '../../../domain/journal/read-entry.ts'
import type { CaseRow } from '../../../protocol/office.ts'
import type { OfficeApi } from '../../office-api.ts'
import type { PersonServices } from '../../services.ts'
import { actEntry } from './act-content.ts'

interface Tools {
  readonly office: Pick<OfficeApi, 'caseDetail'>
  readonly person: Pick<PersonServices, 'journal'>
  readonly worker: Worker
}

/**
 * 反弹重开: the old case is opened again with the new report as its evidence, and the report goes on in it; both in one transaction.
 *
 * False where the old case stands elsewhere by now: nothing is written then.
 */
export async function reopenRelapse(
  { office, person, worker }: Tools,
  report: CaseState,
  { caseId }: Pick<CaseRow, 'caseId'>,
  reason: string,
): Promise<boolean> {
  const { history } = await office.caseDetail(caseId)
  const old = foldCase(caseId, readEntries(history))
  if (!old || !possibleActs(old, worker).includes('case.reopened')) return false
  const evidence = report.caseId
  await person.journal.record([
    actEntry(old, { kind: 'case.reopened', data: { cause: 'relapse', reason, evidence } }),
    actEntry(report, { kind: 'case.merged', data: { into: caseId, reason } }),
  ])
  return true
}
