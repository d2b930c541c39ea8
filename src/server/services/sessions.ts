import { createHash } from 'node:crypto'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { isStoreUnwritable, Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { insertDevice } from './device-row.ts'
import { findPerson, membershipsOf, type Membership } from './people.ts'
import { mayUploadLast, revokedProblem, type DeviceEnd } from './revoked-device.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Slides with use: an officer who syncs once a month stays signed in. */
const idleMs = 45 * dayMs
/** Twice a year everybody shows their password, however much they work: a session that was copied somewhere ends too. */
const lifetimeMs = 180 * dayMs
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
    .select(['person_id', 'revoked', 'revoked_as', 'erased_at'])
    .where('id', '=', device)
    .executeTakeFirst()
  if (known && known.person_id !== personId)
    throw new Problem('session/wrong-person', 'This device id belongs to somebody else.')
  // A lost one whose session has ended meanwhile needs another for its last upload, which opens nothing else.
  if (known?.revoked && !mayUploadLast(known)) throw revokedProblem(known)
  if (!known) await insertDevice(tx, { id: device, personId })
}

interface Found {
  readonly session: { readonly device: string; readonly created_at: string; readonly last_seen_at: string }
  readonly person: Person
  readonly end: DeviceEnd | undefined
  readonly memberships: readonly Membership[]
}

async function findSession(db: Tx, idHash: string, nowMs: number): Promise<Found | null> {
  const session = await db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
  if (!session || Date.parse(session.expires_at) < nowMs) return null
  const person = await findPerson(db, session.person_id)
  if (!person) return null
  const end = await db
    .selectFrom('device')
    .select(['revoked', 'revoked_as', 'erased_at'])
    .where('id', '=', session.device)
    .executeTakeFirst()
  return { session, person, end, memberships: await membershipsOf(db, person.id) }
}

/** `lastUpload`: also a device that was lost or handed back, and a person who has left, for what they still hold. */
export type Purpose = 'anything' | 'lastUpload'

function assertMayCall(purpose: Purpose, { end, person }: Found): void {
  if (end?.revoked && (purpose === 'anything' || !mayUploadLast(end))) throw revokedProblem(end)
  if (!end?.revoked && !person.active) throw new Problem('session/missing', 'The session has ended.')
}

export interface Sessions {
  /** A new session's secret, for the cookie; only its hash is kept. */
  open(personId: PersonId, device: DeviceId): Promise<string>
  /** Rejects with `session/missing`, or `device/revoked`. */
  callerOf(secret: string | undefined, purpose?: Purpose): Promise<Caller>
  close(secret: string): Promise<void>
  /** The revoked device of this session; rejects with `access/denied` where it was not revoked. */
  revokedDeviceOf(secret: string | undefined): Promise<DeviceId>
  /** The device holds nothing of ours any more: its sessions end. */
  closeErased(device: DeviceId, keptPeople: number): Promise<void>
}

export function createSessions({
  store,
  besideLog,
  clock,
  random,
}: Pick<AppDeps, 'store' | 'besideLog' | 'clock' | 'random'>): Sessions {
  const iso = (ms: number): string => new Date(ms).toISOString()

  const expiry = (createdAtMs: number): string => iso(Math.min(clock.now() + idleMs, createdAtMs + lifetimeMs))

  const renew = (idHash: string, createdAt: string): Promise<unknown> =>
    store.write((tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: iso(clock.now()), expires_at: expiry(Date.parse(createdAt)) })
        .where('id_hash', '=', idHash)
        .execute(),
    )

  /** A store that takes nothing must not turn away those who only read: a later call renews the session. */
  async function touch(idHash: string, session: Found['session']): Promise<void> {
    if (clock.now() - Date.parse(session.last_seen_at) < touchEveryMs) return
    try {
      await renew(idHash, session.created_at)
    } catch (failure) {
      if (!isStoreUnwritable(failure)) throw failure
    }
  }

  async function find(secret: string | undefined): Promise<{ idHash: string; found: Found }> {
    const idHash = hashOf(secret ?? '')
    const found = secret ? await store.read((db) => findSession(db, idHash, clock.now())) : null
    if (!found) throw new Problem('session/missing', 'No session, or it has ended.')
    return { idHash, found }
  }

  /** The log first: no restore may open it again to whoever has copied its secret. */
  async function logEnd(idHash: string): Promise<void> {
    const found = await store.read((db) => findSession(db, idHash, clock.now()))
    if (!found) return
    const device = found.session.device as DeviceId
    await besideLog.append({ what: 'sessions.ended', personId: found.person.id, at: iso(clock.now()), device })
  }

  /** The one of before, of a device that is signed in on anew: until just now, since the new one begins now. */
  async function logReplaced(personId: PersonId, device: DeviceId): Promise<void> {
    const replaced = await store.read((db) => {
      const session = db.selectFrom('session').select('device').where('person_id', '=', personId)
      return session.where('device', '=', device).executeTakeFirst()
    })
    if (replaced) await besideLog.append({ what: 'sessions.ended', personId, at: iso(clock.now() - 1), device })
  }

  return {
    open: async (personId, device) => {
      const secret = Buffer.from(random.bytes(32)).toString('base64url')
      await logReplaced(personId, device)
      await store.write(async (tx) => {
        await bindDevice(tx, personId, device)
        await tx.deleteFrom('session').where('expires_at', '<', iso(clock.now())).execute()
        const person = await findPerson(tx, personId)
        if (person) await writeAudit(tx, actorOf({ person }), clock.now(), [{ act: 'session.opened', target: device }])
        // A new secret at every sign-in; the one before opens nothing any more.
        await tx.deleteFrom('session').where('device', '=', device).execute()
        await tx
          .insertInto('session')
          .values({
            id_hash: hashOf(secret),
            person_id: personId,
            device,
            created_at: iso(clock.now()),
            last_seen_at: iso(clock.now()),
            expires_at: expiry(clock.now()),
          })
          .execute()
      })
      return secret
    },
    callerOf: async (secret, purpose = 'anything') => {
      const { idHash, found } = await find(secret)
      assertMayCall(purpose, found)
      await touch(idHash, found.session)
      const { person, memberships } = found
      return { person, personId: person.id, device: found.session.device as DeviceId, memberships }
    },
    close: async (secret) => {
      const idHash = hashOf(secret)
      await logEnd(idHash)
      await store.write(async (tx) => {
        const found = await findSession(tx, idHash, clock.now())
        await tx.deleteFrom('session').where('id_hash', '=', idHash).execute()
        if (found)
          await writeAudit(tx, actorOf(found), clock.now(), [{ act: 'session.ended', target: found.session.device }])
      })
    },
    revokedDeviceOf: async (secret) => {
      const { session, end } = (await find(secret)).found
      if (!end?.revoked) throw new Problem('access/denied', 'This device was not revoked.')
      return session.device as DeviceId
    },
    closeErased: async (device, keptPeople) => {
      await store.write(async (tx) => {
        const erased = { erased_at: iso(clock.now()), kept_people: keptPeople }
        await tx.updateTable('device').set(erased).where('id', '=', device).execute()
        await tx.deleteFrom('session').where('device', '=', device).execute()
        const owner = await tx.selectFrom('device').select('person_id').where('id', '=', device).executeTakeFirst()
        const person = owner ? await findPerson(tx, owner.person_id) : null
        const details = { keptPeople }
        if (person)
          await writeAudit(tx, actorOf({ person }), clock.now(), [{ act: 'device.erased', target: device, details }])
      })
    },
  }
}
