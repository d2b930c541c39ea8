import type { BesideFact, BesideFactOf } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { insertDevice } from './device-row.ts'
import { recallErasuresOf } from './recall-erasures.ts'
import { recallPasswords } from './recall-passwords.ts'

/** Its sessions stay: at its next call it must hear that it is to erase itself. */
async function revokeDevice(tx: Tx, { device, as, personId, at }: BesideFactOf<'device.revoked'>): Promise<void> {
  const end = { revoked: 1, revoked_as: as ?? 'retired', revoked_at: at } as const
  await tx.updateTable('device').set(end).where('id', '=', device).execute()
  const known = await tx.selectFrom('device').select('id').where('id', '=', device).executeTakeFirst()
  // One that the older database has never seen must not sign in as a new one.
  if (!known && personId) await insertDevice(tx, { id: device, personId, ...end })
}

/** Those of devices that were revoked before stay, as they did then. */
async function endSessions(tx: Tx, { personId, at, device, keeps }: BesideFactOf<'sessions.ended'>): Promise<void> {
  const ended = tx
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('created_at', '<=', at)
    .where('device', 'not in', tx.selectFrom('device').select('id').where('revoked', '=', 1))
  const there = device === undefined ? ended : ended.where('device', '=', device)
  await (keeps === undefined ? there : there.where('device', '!=', keeps)).execute()
}

async function applyFact(tx: Tx, fact: BesideFact): Promise<void> {
  switch (fact.what) {
    case 'device.revoked':
      return revokeDevice(tx, fact)
    case 'unitLink.revoked':
      // One that the older database has never seen opens nothing there.
      await tx.updateTable('unit_link').set({ revoked_at: fact.at }).where('id', '=', fact.linkId).execute()
      return
    case 'sessions.ended':
      return endSessions(tx, fact)
    case 'part.erased':
    case 'bytes.erased':
    case 'password.set':
    case 'password.refused':
      // Told of at once, by the order of all.
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
export async function applyBesideFacts(tx: Tx, facts: readonly BesideFact[], nowMs: number): Promise<void> {
  for (const fact of facts) await applyFact(tx, fact)
  await recallErasuresOf(tx, facts, nowMs)
  await recallPasswords(tx, facts)
}
