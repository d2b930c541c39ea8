import type { PartStore } from '../photos/part-store.ts'
import type { Tx } from '../store/store.ts'
import { verifyStore } from '../verify/verify-store.ts'

/** Everything that does not hold, as `npm run verify` names it. */
export async function faultsOf(db: Tx, partStore: PartStore): Promise<ReadonlySet<string>> {
  const faults = new Set<string>()
  for await (const { check, broken } of verifyStore(db, partStore))
    for (const fault of broken) faults.add(`${check}: ${fault}`)
  return faults
}
