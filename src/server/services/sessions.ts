import { createHash } from 'node:crypto'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { isStoreFull, Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { findPerson, membershipsOf, type Membership } from './people.ts'

/** Slides with use: an officer who syncs once a month stays signed in. */
const lifetimeMs = 45 * 24 * 60 * 60 * 1000
/** Written down at most once an hour; every call would be a write for nothing. */
const touchEveryMs = 60 * 60 * 1000

/** Who makes this call. Memberships are read from the database each time: a change of squad applies at once. */
export interface Caller {
  readonly person: Person
  readonly personId: PersonId
  readonly device: DeviceId
  readonly memberships: readonly Membership[]
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

async function bindDevice(tx: Tx, personId: PersonId, device: DeviceId): Promise<void> {
  const known = await tx
    .selectFrom('device')
    .select(['person_id', 'revoked'])
    .where('id', '=', device)
    .executeTakeFirst()
  if (known && known.person_id !== personId)
    throw new Problem('session/wrong-person', 'This device id belongs to somebody else.')
  if (known?.revoked) throw new Problem('device/revoked', 'This device was revoked.')
  if (known) return
  await tx
    .insertInto('device')
    .values({
      id: device,
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
    })
    .execute()
}

export interface Sessions {
  /** A new session's secret, for the cookie; only its hash is kept. */
  open(personId: PersonId, device: DeviceId): Promise<string>
  /** Rejects with `session/missing`, or `device/revoked`. */
  callerOf(secret: string | undefined): Promise<Caller>
  close(secret: string): Promise<void>
}

export function createSessions({ store, clock, random }: { store: Store; clock: Clock; random: Random }): Sessions {
  const iso = (ms: number): string => new Date(ms).toISOString()

  const renew = (idHash: string): Promise<unknown> =>
    store.write((tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: iso(clock.now()), expires_at: iso(clock.now() + lifetimeMs) })
        .where('id_hash', '=', idHash)
        .execute(),
    )

  /** A full disk must not turn away those who only read: a later call renews the session. */
  async function touch(idHash: string, lastSeenAt: string): Promise<void> {
    if (clock.now() - Date.parse(lastSeenAt) < touchEveryMs) return
    try {
      await renew(idHash)
    } catch (failure) {
      if (!isStoreFull(failure)) throw failure
    }
  }

  return {
    open: async (personId, device) => {
      const secret = Buffer.from(random.bytes(32)).toString('base64url')
      await store.write(async (tx) => {
        await bindDevice(tx, personId, device)
        await tx.deleteFrom('session').where('expires_at', '<', iso(clock.now())).execute()
        await tx
          .insertInto('session')
          .values({
            id_hash: hashOf(secret),
            person_id: personId,
            device,
            created_at: iso(clock.now()),
            last_seen_at: iso(clock.now()),
            expires_at: iso(clock.now() + lifetimeMs),
          })
          .execute()
      })
      return secret
    },
    callerOf: async (secret) => {
      if (!secret) throw new Problem('session/missing', 'No session.')
      const idHash = hashOf(secret)
      const found = await store.read(async (db) => {
        const session = await db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
        if (!session || Date.parse(session.expires_at) < clock.now()) return null
        const person = await findPerson(db, session.person_id)
        if (!person?.active) return null
        const device = await db
          .selectFrom('device')
          .select('revoked')
          .where('id', '=', session.device)
          .executeTakeFirst()
        if (device?.revoked) throw new Problem('device/revoked', 'This device was revoked.')
        return { session, person, memberships: await membershipsOf(db, person.id) }
      })
      if (!found) throw new Problem('session/missing', 'The session has ended.')
      await touch(idHash, found.session.last_seen_at)
      const { person, memberships } = found
      return { person, personId: person.id, device: found.session.device as DeviceId, memberships }
    },
    close: async (secret) => {
      await store.write((tx) => tx.deleteFrom('session').where('id_hash', '=', hashOf(secret)).execute())
    },
  }
}
