import { unmetHeads, writtenHead, type KeptHead } from '../audit/kept-head.ts'
import { verifyChain } from '../audit/verify-chain.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { Tx } from '../store/store.ts'
import type { Verified } from './verified.ts'
import { verifyDocuments } from './verify-documents.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyErasures } from './verify-erasures.ts'
import { verifyFeeds } from './verify-feeds.ts'
import { verifyCases, verifyComplaints, verifySigns } from './verify-lines.ts'
import { verifyParts } from './verify-parts.ts'
import { verifySubjects } from './verify-subjects.ts'

const ofRows = [
  verifyEntries,
  verifyFeeds,
  verifyDocuments,
  verifySubjects,
  verifyCases,
  verifyComplaints,
  verifySigns,
] as const

async function verifyAudit(db: Tx, kept: readonly KeptHead[]): Promise<Verified> {
  const chain = await verifyChain(db)
  if (chain.state === 'broken')
    return { check: 'audit', looked: chain.atSeq, broken: [`the audit is broken at line ${chain.atSeq}`] }
  const unmet = await unmetHeads(db, kept)
  const broken = unmet.map(({ lines }) => `line ${lines} of the audit is not the one whose hash was kept elsewhere`)
  return { check: 'audit', looked: chain.lines, broken, keep: writtenHead(chain) }
}

/**
 * Reads all that the server holds and says, check by check, what of it does not hold.
 *
 * `kept`: of the audit, what was kept elsewhere. In one snapshot, beside a server that runs. What is erased meanwhile is missing here without having been lost: whoever sees
 * a missing photo looks again.
 */
export async function* verifyStore(
  db: Tx,
  partStore: PartStore,
  kept: readonly KeptHead[] = [],
): AsyncGenerator<Verified> {
  for (const verify of ofRows) yield await verify(db)
  for (const verify of [verifyParts, verifyErasures]) yield await verify(db, partStore)
  yield await verifyAudit(db, kept)
}
