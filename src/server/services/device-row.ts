import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'

interface NewDevice {
  readonly id: DeviceId
  readonly personId: PersonId
  readonly revoked?: number
  readonly revoked_as?: 'retired' | 'stolen'
  readonly revoked_at?: string
}

/** A device that has not spoken yet. */
export async function insertDevice(tx: Tx, { id, personId, ...end }: NewDevice): Promise<void> {
  await tx
    .insertInto('device')
    .values({
      id,
      person_id: personId,
      last_word_at: null,
      app: '',
      unsent_entries: 0,
      unsent_parts: 0,
      oldest_unsent_at: null,
      storage: 'unknown',
      free_bytes: null,
      sentinel_lost: 0,
      revoked: 0,
      ...end,
    })
    .execute()
}
