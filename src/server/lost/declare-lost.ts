import type { Sha256 } from '../../domain/ids.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { DerivativeCache } from '../photos/derivative-cache.ts'
import { oweBytes } from '../services/owe-bytes.ts'
import type { Store, Tx } from '../store/store.ts'
import { namingOf, type LostPart, type Places } from './find-lost.ts'
import { howHeld } from './how-held.ts'

/** `readable` and `inBackup`: they are not lost; `unknown`: the database says of no such bytes that they are stored. */
export type Declared = 'lost' | 'readable' | 'inBackup' | 'unknown'

export interface Declaring {
  readonly store: Store
  readonly places: Places
  readonly derivatives: DerivativeCache
  readonly nowMs: number
}

const isKnown = async (tx: Tx, sha256: Sha256): Promise<boolean> =>
  (await tx.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst()) !== undefined

async function declareIn(
  tx: Tx,
  { places, nowMs }: Declaring,
  { sha256, isInBackup }: Pick<LostPart, 'sha256' | 'isInBackup'>,
): Promise<Declared> {
  if (!(await isKnown(tx, sha256))) return 'unknown'
  const held = await howHeld(places.parts, sha256)
  if (held === 'whole') return 'readable'
  if (isInBackup) return 'inBackup'
  const details = { parts: (await namingOf(tx, sha256)).length, by: 'commandLine' }
  await oweBytes(tx, sha256)
  await writeAudit(tx, systemActor, nowMs, [{ act: 'parts.lost', target: sha256, details }])
  // Before the commit: what nothing names would never be found again, and a crash in between leaves it lost as it was.
  if (held === 'damaged') await places.parts.remove(sha256)
  return 'lost'
}

/**
 * Makes the records that name these bytes wait for them again, and says so in the audit: whoever still holds them may send them.
 *
 * Reads them once more inside the transaction, which holds up other writes for as long: a phone that sends them at the same moment
 * has either come before, and they can be read, or links them after it. Never where they can be read, here or in a backup.
 */
export async function declareLost(declaring: Declaring, sha256: Sha256): Promise<Declared> {
  const { store, places, derivatives } = declaring
  const isInBackup = places.backup !== null && (await howHeld(places.backup, sha256)) === 'whole'
  const declared = await store.write((tx) => declareIn(tx, declaring, { sha256, isInBackup }))
  // No retention rule asks for pictures of what is waited for; they are drawn anew when it comes.
  if (declared === 'lost') await derivatives.remove(sha256)
  return declared
}
