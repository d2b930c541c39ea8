import type { Sha256 } from '../../domain/ids.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import type { DerivativeCache } from '../photos/derivative-cache.ts'
import { oweBytes } from '../services/owe-bytes.ts'
import type { Store, Tx } from '../store/store.ts'
import { namingOf, type Places } from './find-lost.ts'
import { howHeld } from './how-held.ts'

/** `readable` and `inBackup`: they are not lost; `unknown`: the database says of no such bytes that they are stored. */
export type Declared = 'lost' | 'readable' | 'inBackup' | 'unknown'

export interface Declaring {
  readonly store: Store
  readonly places: Places
  readonly derivatives: DerivativeCache
  readonly nowMs: number
}

/** When the bytes that the database says are stored were put; null where it knows of none. Whoever puts them again says so anew. */
async function putAt(db: Tx, sha256: Sha256): Promise<string | null> {
  const blob = await db.selectFrom('blob').select('stored_at').where('sha256', '=', sha256).executeTakeFirst()
  return blob?.stored_at ?? null
}

/** False where they were put again since they were looked at. */
async function declareIn(tx: Tx, sha256: Sha256, lookedAt: string, nowMs: number): Promise<boolean> {
  if ((await putAt(tx, sha256)) !== lookedAt) return false
  const details = { parts: (await namingOf(tx, sha256)).length, by: 'commandLine' }
  await oweBytes(tx, sha256)
  await writeAudit(tx, systemActor, nowMs, [{ act: 'parts.lost', target: sha256, details }])
  return true
}

async function tryToDeclare(
  { store, places: { parts, backup }, nowMs }: Declaring,
  sha256: Sha256,
): Promise<Declared | 'cameMeanwhile'> {
  const lookedAt = await store.read((db) => putAt(db, sha256))
  if (lookedAt === null) return 'unknown'
  const isInBackup = backup !== null && (await howHeld(backup, sha256)) === 'whole'
  const held = await howHeld(parts, sha256)
  if (held === 'whole') return 'readable'
  if (isInBackup) return 'inBackup'
  // Before the commit: what nothing names would never be found again, and a crash in between leaves it lost as it was.
  if (held === 'damaged') await parts.remove(sha256)
  return (await store.write((tx) => declareIn(tx, sha256, lookedAt, nowMs))) ? 'lost' : 'cameMeanwhile'
}

/**
 * Makes the records that name these bytes wait for them again, and says so in the audit: whoever still holds them may send them.
 *
 * Never where they can be read, here or in a backup. They are looked at outside of any transaction, which holds up nobody's
 * write: a phone that sends them meanwhile has either linked them before, and they are looked at again, or links them after it.
 * One gap is left, of a moment: a whole file that is put in the place of a damaged one after that was read and before it was
 * removed goes with it. Then the records say stored, and the next look finds the bytes lost.
 */
export async function declareLost(declaring: Declaring, sha256: Sha256): Promise<Declared> {
  let declared: Declared | 'cameMeanwhile'
  do declared = await tryToDeclare(declaring, sha256)
  while (declared === 'cameMeanwhile')
  // No retention rule asks for pictures of what is waited for; they are drawn anew when it comes.
  if (declared === 'lost') await declaring.derivatives.remove(sha256)
  return declared
}
