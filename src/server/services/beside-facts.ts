import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { recallErasure } from './erase-parts.ts'

const revokeDevice = async (tx: Tx, device: string): Promise<void> => {
  await tx.updateTable('device').set({ revoked: 1 }).where('id', '=', device).execute()
  await tx.deleteFrom('session').where('device', '=', device).execute()
}

async function applyFact(tx: Tx, fact: BesideFact): Promise<void> {
  switch (fact.what) {
    case 'part.erased':
      return recallErasure(tx, fact)
    case 'device.revoked':
      return revokeDevice(tx, fact.device)
    case 'sessions.ended':
      await tx.deleteFrom('session').where('person_id', '=', fact.personId).where('created_at', '<=', fact.at).execute()
  }
}

/** Makes an older database hold what was erased and revoked after it was copied. */
export async function applyBesideFacts(tx: Tx, facts: readonly BesideFact[]): Promise<void> {
  for (const fact of facts) await applyFact(tx, fact)
}
