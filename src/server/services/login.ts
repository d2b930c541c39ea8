import type { PersonId } from '../../domain/ids.ts'
import type { LoginRequest } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { forgive, takeTry } from './login-throttle.ts'
import { findPersonByNumber } from './people.ts'
import type { Sessions } from './sessions.ts'

interface Account {
  readonly personId: PersonId
  readonly passwordHash: string | null
}

async function findAccount(store: Store, number: string): Promise<Account | null> {
  return store.read(async (db) => {
    const person = await findPersonByNumber(db, number)
    if (!person?.active) return null
    const secret = await db
      .selectFrom('person_secret')
      .select('password_hash')
      .where('person_id', '=', person.id)
      .executeTakeFirst()
    return { personId: person.id, passwordHash: secret?.password_hash ?? null }
  })
}

type LoginDeps = Pick<AppDeps, 'store' | 'clock' | 'passwords'>

/**
 * Only a sign-in has the password at hand: then is the time to bring its hash up to today's cost.
 *
 * Hashing takes its time: a password that was changed meanwhile stays.
 */
async function renewHash({ store, clock, passwords }: LoginDeps, account: Account, password: string): Promise<void> {
  if (account.passwordHash === null || !passwords.isOutdated(account.passwordHash)) return
  const passwordHash = await passwords.hash(password)
  await store.write((tx) =>
    tx
      .updateTable('person_secret')
      .set({ password_hash: passwordHash, updated_at: new Date(clock.now()).toISOString() })
      .where('person_id', '=', account.personId)
      .where('password_hash', '=', account.passwordHash)
      .execute(),
  )
}

/**
 * Signs a person in on a device; returns the session's secret.
 *
 * An unknown number takes as long and says the same as a wrong password.
 */
export async function login(
  deps: LoginDeps,
  sessions: Sessions,
  { number, password, device }: LoginRequest,
  address: string,
): Promise<string> {
  const { store, clock, passwords } = deps
  const attempt = { number, address, device }
  await takeTry(store, attempt, clock.now())
  const account = await findAccount(store, number)
  if (!(await passwords.matches(password, account?.passwordHash ?? null)) || !account) {
    throw new Problem('login/refused', 'Number or password is wrong.')
  }
  await forgive(store, attempt, clock.now())
  await renewHash(deps, account, password)
  return sessions.open(account.personId, device)
}
