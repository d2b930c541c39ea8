import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { DeviceListResponse } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { Caller } from './sessions.ts'

/** The devices that this person signed in on, the one that spoke last first. */
export async function listDevices(db: Tx, personId: PersonId): Promise<DeviceListResponse> {
  const rows = await db
    .selectFrom('device')
    .select(['id', 'last_word_at', 'app', 'unsent_entries', 'unsent_parts', 'revoked'])
    .where('person_id', '=', personId)
    .orderBy('last_word_at', 'desc')
    .orderBy('id')
    .execute()
  return {
    devices: rows.map((row) => ({
      device: row.id as DeviceId,
      lastWordAt: row.last_word_at,
      app: row.app,
      unsentEntries: Number(row.unsent_entries),
      unsentParts: Number(row.unsent_parts),
      revoked: row.revoked === 1,
    })),
  }
}

async function assertKnown(db: Tx, device: DeviceId): Promise<void> {
  const row = await db.selectFrom('device').select('id').where('id', '=', device).executeTakeFirst()
  if (!row) throw new Problem('request/not-found', 'Nobody has signed in on such a device.')
}

/**
 * Ends a device for good.
 *
 * Its sessions stay, so that it hears at its next call what has become of it. Whoever revokes the one in their own hand could
 * not see that it was done.
 */
export async function revokeDevice(deps: AppDeps, caller: Caller, device: DeviceId): Promise<void> {
  const { store, besideLog, clock } = deps
  if (device === caller.device) throw new Problem('access/denied', 'Not from the device itself.')
  await store.read((db) => assertKnown(db, device))
  // The log first: no restore may bring the device back.
  await besideLog.append({ what: 'device.revoked', device, at: new Date(clock.now()).toISOString() })
  await store.write((tx) => tx.updateTable('device').set({ revoked: 1 }).where('id', '=', device).execute())
}
