import type { PersonId } from '../../domain/ids.ts'
import type { LoginRequest } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { assertNotThrottled, forgetFailures, noteFailure } from './login-throttle.ts'
import { findPersonByNumber } from './people.ts'
import type { Sessions } from './sessions.ts'

/**
 * Signs a person in on a device; returns the session's secret.
 *
 * An unknown number takes as long and says the same as a wrong password.
 */
export async function login(
  { store, clock, passwords }: Pick<AppDeps, 'store' | 'clock' | 'passwords'>,
  sessions: Sessions,
  request: LoginRequest,
  address: string,
): Promise<{ readonly personId: PersonId; readonly secret: string }> {
  const keys = [`number:${request.number}`, `address:${address}`]
  await assertNotThrottled(store, keys, clock.now())
  const found = await store.read(async (db) => {
    const person = await findPersonByNumber(db, request.number)
    if (!person?.active) return null
    const secret = await db.selectFrom('person_secret').select('password_hash').where('person_id', '=', person.id).executeTakeFirst()
    return { person, passwordHash: secret?.password_hash ?? null }
  })
  if (!(await passwords.matches(request.password, found?.passwordHash ?? null)) || !found) {
    await noteFailure(store, keys, clock.now())
    throw new Problem('login/refused', 'Number or password is wrong.')
  }
  await forgetFailures(store, keys)
  return { personId: found.person.id, secret: await sessions.open(found.person.id, request.device) }
}
