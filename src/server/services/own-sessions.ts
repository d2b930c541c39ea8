import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { OwnSessionsResponse, PasswordRequest } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { savingPasswords } from './saving-passwords.ts'
import { forgive, takeTry } from './login-throttle.ts'
import { setPassword } from './people.ts'
import type { Caller } from './sessions.ts'
import { assertStrong } from './strong-password.ts'

/** Where the caller is signed in; no address and no secret. */
export async function listOwnSessions(store: Store, caller: Caller, nowMs: number): Promise<OwnSessionsResponse> {
  const rows = await store.read((db) =>
    db
      .selectFrom('session')
      .innerJoin('device', 'device.id', 'session.device')
      .select(['session.device', 'session.created_at', 'session.last_seen_at', 'device.app'])
      .where('session.person_id', '=', caller.personId)
      .where('session.expires_at', '>=', new Date(nowMs).toISOString())
      .orderBy('session.last_seen_at', 'desc')
      .orderBy('session.device')
      .execute(),
  )
  return {
    sessions: rows.map((row) => ({
      device: row.device as DeviceId,
      startedAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      app: row.app,
      here: row.device === caller.device,
    })),
  }
}

async function hasSession(db: Tx, personId: PersonId, device: DeviceId): Promise<boolean> {
  const session = db.selectFrom('session').select('device').where('person_id', '=', personId)
  return (await session.where('device', '=', device).executeTakeFirst()) !== undefined
}

/** Ends one's own session on a device; what that device holds stays there until somebody signs in again. */
export async function endOwnSession(
  { store, besideLog, clock }: Pick<AppDeps, 'store' | 'besideLog' | 'clock'>,
  caller: Caller,
  device: DeviceId,
): Promise<void> {
  const { personId } = caller
  const at = new Date(clock.now()).toISOString()
  const isThere = await store.read((db) => hasSession(db, personId, device))
  // The log first: no restore may open it again.
  if (isThere) await besideLog.append({ what: 'sessions.ended', personId, at, device })
  await store.write(async (tx) => {
    const ended = await tx
      .deleteFrom('session')
      .where('person_id', '=', personId)
      .where('device', '=', device)
      .executeTakeFirst()
    if (ended.numDeletedRows === 0n) throw new Problem('request/not-found', 'There is no such session of yours.')
    await writeAudit(tx, actorOf(caller), clock.now(), [{ act: 'session.ended', target: device }])
  })
}

/**
 * Changes one's own password; every session but the caller's ends.
 *
 * Whoever only has the session must not find out the password by trying: tries are counted as those of signing in are.
 */
export async function changeOwnPassword(
  { store, besideLog, clock, passwords }: Pick<AppDeps, 'store' | 'besideLog' | 'clock' | 'passwords'>,
  caller: Caller,
  { current, next }: PasswordRequest,
  address: string,
): Promise<void> {
  const { number } = caller.person
  const tryOf = { number, address, device: caller.device }
  assertStrong(next, number)
  await takeTry(store, tryOf, clock.now())
  const secret = await store.read((db) =>
    db.selectFrom('person_secret').select('password_hash').where('person_id', '=', caller.personId).executeTakeFirst(),
  )
  if (!(await passwords.matches(current, secret?.password_hash ?? null)))
    throw new Problem('login/refused', 'The present password is wrong.')
  await forgive(store, tryOf, clock.now())
  const hash = await passwords.hash(next)
  const at = new Date(clock.now()).toISOString()
  // The log first: no restore may bring back whoever came in by the password of before.
  await besideLog.append({ what: 'sessions.ended', personId: caller.personId, at, keeps: caller.device })
  const set = { what: 'password.set', personId: caller.personId, at, hash } as const
  await savingPasswords(besideLog, [set], () =>
    store.write(async (tx) => {
      await setPassword(tx, caller.personId, hash, at)
      const act = { act: 'password.changed', target: `people/${caller.personId}` } as const
      await writeAudit(tx, actorOf(caller), clock.now(), [act])
      await tx
        .deleteFrom('session')
        .where('person_id', '=', caller.personId)
        .where('device', '!=', caller.device)
        .where('device', 'not in', tx.selectFrom('device').select('id').where('revoked', '=', 1))
        .execute()
    }),
  )
}
