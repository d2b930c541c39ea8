import type { DossierPrintRequest } from '../../protocol/evidence.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import { grantedSubjects } from '../services/granted-subjects.ts'
import { scopesFor } from '../services/member-scopes.ts'
import type { Caller } from '../services/sessions.ts'
import type { Tx } from '../store/store.ts'

/** Rejects with `request/not-found` for a case that the caller may not take out, exactly as for one that does not exist. */
async function assertPrintable(tx: Tx, caller: Caller, caseId: string): Promise<void> {
  const scopes = scopesFor(caller, 'exportLedger')
  const row = await tx
    .selectFrom('case_row')
    .select('case_id')
    .where('case_id', '=', caseId)
    .where((where) => where.or([where('scope', 'in', scopes), where('case_id', 'in', grantedSubjects(tx, scopes))]))
    .executeTakeFirst()
  if (!row) throw new Problem('request/not-found', 'There is no such case.')
}

/** Writes down that the caller prints the file of a case, with its hash; every print anew, for each is a paper more. */
export async function noteDossierPrint(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  caller: Caller,
  { caseId, sha256 }: DossierPrintRequest,
): Promise<void> {
  await store.write(async (tx) => {
    await assertPrintable(tx, caller, caseId)
    const print = { act: 'dossier.printed', target: caseId, details: { sha256 } } as const
    await writeAudit(tx, actorOf(caller), clock.now(), [print])
  })
}
