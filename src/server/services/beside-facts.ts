import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { insertDevice } from './device-row.ts'
import { recallErasure } from './erase-parts.ts'

type RevokedFact = Extract<BesideFact, { what: 'device.revoked' }>

/** Its sessions stay: at its next call it must hear that it is to erase itself. */
async function revokeDevice(tx: Tx, { device, as, personId, at }: RevokedFact): Promise<void> {
  const end = { revoked: 1, revoked_as: as ?? 'retired', revoked_at: at } as const
  await tx.updateTable('device').set(end).where('id', '=', device).execute()
  const known = await tx.selectFrom('device').select('id').where('id', '=', device).executeTakeFirst()
  // One that the older database has never seen must not sign in as a new one.
  if (!known && personId) await insertDevice(tx, { id: device, personId, ...end })
}

async function applyFact(tx: Tx, fact: BesideFact): Promise<void> {
  switch (fact.what) {
    case 'part.erased':
      return recallErasure(tx, fact)
    case 'device.revoked':
      return revokeDevice(tx, fact)
    case 'unitLink.revoked':
      // One that the older database has never seen opens nothing there.
      await tx.updateTable('unit_link').set({ revoked_at: fact.at }).where('id', '=', fact.linkId).execute()
      return
    case 'sessions.ended':
      await tx.deleteFrom('session').where('person_id', '=', fact.personId).where('created_at', '<=', fact.at).execute()
      return
    case 'calendar.ended':
      await tx
        .deleteFrom('calendar_link')
        .where('person_id', '=', fact.personId)
        .where('made_at', '<', fact.before)
        .execute()
  }
}

/** Makes an older database hold what was erased and revoked after it was copied. */
export async function applyBesideFacts(tx: Tx, facts: readonly BesideFact[]): Promise<void> {
  for (const fact of facts) await applyFact(tx, fact)
}
