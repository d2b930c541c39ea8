import { verifyChain } from '../audit/verify-chain.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { Tx } from '../store/store.ts'
import type { Verified } from './verified.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyFeeds } from './verify-feeds.ts'
import { verifyCases, verifySigns } from './verify-lines.ts'
import { verifyParts } from './verify-parts.ts'

async function verifyAudit(db: Tx): Promise<Verified> {
  const chain = await verifyChain(db)
  return chain.state === 'whole'
    ? { check: 'audit', looked: chain.lines, broken: [] }
    : { check: 'audit', looked: chain.atSeq, broken: [`the audit is broken at line ${chain.atSeq}`] }
}

/**
 * Reads all that the server holds and says, check by check, what of it does not hold.
 *
 * In one snapshot, beside a server that runs. What is erased meanwhile is missing here without having been lost: whoever sees
 * a missing photo looks again.
 */
export async function* verifyStore(db: Tx, partStore: PartStore): AsyncGenerator<Verified> {
  for (const verify of [verifyEntries, verifyFeeds, verifyCases, verifySigns]) yield await verify(db)
  yield await verifyParts(db, partStore)
  yield await verifyAudit(db)
}
