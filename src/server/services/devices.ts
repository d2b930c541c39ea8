import type { Selectable } from 'kysely'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { DeviceListResponse, RevokeRequest } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Caller } from './sessions.ts'

type DeviceRow = Selectable<Tables['device']>

function endOf({ revoked_as: as, ...row }: DeviceRow): Partial<DeviceListResponse['devices'][number]> {
  if (as === '') return {}
  return { revokedAs: as, revokedAt: row.revoked_at, erasedAt: row.erased_at, keptPeople: Number(row.kept_people) }
}

const storageOf = (text: string): NonNullable<DeviceListResponse['devices'][number]['storage']> =>
  text === 'persisted' || text === 'bestEffort' ? text : 'unknown'

/** The devices that this person, or anybody, signed in on, the one that spoke last first. */
export async function listDevices(db: Tx, personId: PersonId | undefined): Promise<DeviceListResponse> {
  const devices = db.selectFrom('device').selectAll()
  const rows = await (personId === undefined ? devices : devices.where('person_id', '=', personId))
    .orderBy('last_word_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute()
  return {
    devices: rows.map((row) => ({
      device: row.id as DeviceId,
      personId: row.person_id as PersonId,
      lastWordAt: row.last_word_at,
      app: row.app,
      unsentEntries: Number(row.unsent_entries),
      unsentParts: Number(row.unsent_parts),
      oldestUnsentAt: row.oldest_unsent_at,
      storage: storageOf(row.storage),
      freeBytes: row.free_bytes === null ? null : Number(row.free_bytes),
      sentinelLost: row.sentinel_lost === 1,
      unhealedBlocks: Number(row.unhealed_blocks),
      othersUnsent: Number(row.others_unsent),
      revoked: row.revoked === 1,
      ...endOf(row),
    })),
  }
}

async function findDevice(db: Tx, device: DeviceId): Promise<Pick<DeviceRow, 'person_id' | 'revoked_as'>> {
  const row = await db
    .selectFrom('device')
    .select(['person_id', 'revoked_as'])
    .where('id', '=', device)
    .executeTakeFirst()
  if (!row) throw new Problem('request/not-found', 'Nobody has signed in on such a device.')
  return row
}

/**
 * Ends a device for good.
 *
 * Its sessions stay, so that it hears at its next call what has become of it. A lost one may be called stolen later, and not the
 * other way round. Whoever revokes the one in their own hand could not see that it was done.
 */
export async function revokeDevice(deps: AppDeps, caller: Caller, { device, as }: RevokeRequest): Promise<void> {
  const { store, besideLog, clock } = deps
  if (device === caller.device) throw new Problem('access/denied', 'Not from the device itself.')
  const known = await store.read((db) => findDevice(db, device))
  if (known.revoked_as === 'stolen' || known.revoked_as === as) return
  const at = new Date(clock.now()).toISOString()
  // The log first: no restore may bring the device back.
  await besideLog.append({ what: 'device.revoked', device, at, personId: known.person_id as PersonId, as })
  const end = { revoked: 1, revoked_as: as, revoked_at: at } as const
  const details = { as, person: known.person_id }
  await store.write(async (tx) => {
    await tx.updateTable('device').set(end).where('id', '=', device).execute()
    await writeAudit(tx, actorOf(caller), clock.now(), [{ act: 'device.revoked', target: device, details }])
  })
}
