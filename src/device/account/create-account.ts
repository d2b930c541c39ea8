import * as v from 'valibot'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { SessionResponse } from '../../protocol/session.ts'
import { databaseNameOf, type XunhuDatabase } from '../database/database.ts'
import { isQuota } from '../database/is-quota.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { AccountKeep } from './account-keep.ts'
import { createAccountMemory, type KeyValues } from './account-memory.ts'
import type { Account, LoginOutcome, OthersUnsent } from './account.ts'
import { loadUnsentWork, type UnsentWork } from './unsent-work.ts'

export interface AccountParts {
  readonly http: HttpClient
  readonly clock: Clock
  readonly random: Random
  readonly memory: KeyValues
  readonly accountKeep: AccountKeep
  openDatabase(personId: PersonId): XunhuDatabase
  /** Names of all databases of this profile. */
  databaseNames(): Promise<readonly string[]>
}

const loginTimeoutMs = 15_000
const LogoutResponse = v.looseObject({ signedOut: v.boolean() })

/** Only the server's own word is a refusal: whatever else goes wrong says nothing about the person. */
function toOutcome(failure: unknown): LoginOutcome {
  if (failure instanceof ApiProblem && failure.code === 'login/refused') return { outcome: 'refused' }
  if (failure instanceof ApiProblem && failure.code === 'login/throttled') {
    return { outcome: 'throttled', retryAfterMs: failure.retryAfterMs ?? 0 }
  }
  if (failure instanceof ApiProblem || failure instanceof DeviceProblem) {
    return { outcome: 'unreachable', code: failure.code }
  }
  if (isQuota(failure)) return { outcome: 'unreachable', code: 'storage/full' }
  throw failure
}

export function createAccount({
  http,
  clock,
  random,
  accountKeep: { keep, recall },
  openDatabase,
  databaseNames,
  ...parts
}: AccountParts): Account {
  const memory = createAccountMemory(parts.memory)

  async function unsentOf(personId: PersonId): Promise<UnsentWork> {
    const db = openDatabase(personId)
    try {
      return await loadUnsentWork(db)
    } finally {
      db.close()
    }
  }

  return {
    remembered: () => memory.current(),
    login: async (number, password) => {
      try {
        // A start that went on without it may not know the device that this person's records are of.
        await recall()
        const device = memory.deviceOf(number, () => uuidV7(clock.now(), random) as DeviceId)
        const body = { number, password, device }
        const session = await http.call('POST', '/api/login', SessionResponse, { body, timeoutMs: loginTimeoutMs })
        memory.remember({ session, device })
        await keep()
        return { outcome: 'signedIn', session }
      } catch (failure) {
        const revoked = failure instanceof ApiProblem && failure.code === 'device/revoked'
        if (!revoked) return toOutcome(failure)
        return {
          outcome: 'revoked',
          remembered: memory.known().find(({ session }) => session.number === number) ?? null,
        }
      }
    },
    rememberAgain: (session, device) => {
      memory.remember({ session, device })
      void keep()
    },
    logout: async () => {
      const current = memory.current()
      if (!current) return { outcome: 'signedOut' }
      const { entries, photos, voices } = await unsentOf(current.session.personId)
      if (entries + photos + voices > 0)
        return { outcome: 'refused', unsentEntries: entries, unsentPhotos: photos, unsentVoices: voices }
      memory.forgetCurrent()
      await keep()
      // Without network the cookie stays until the next sign-in replaces it; the screen is closed either way.
      await http.call('POST', '/api/logout', LogoutResponse).catch(() => undefined)
      return { outcome: 'signedOut' }
    },
    othersUnsent: async () => {
      const current = memory.current()?.session.personId
      const names = new Set(await databaseNames())
      const others: OthersUnsent[] = []
      for (const { session } of memory.known()) {
        // Opening a database that is not there would make it.
        if (session.personId === current || !names.has(databaseNameOf(session.personId))) continue
        const { records } = await unsentOf(session.personId)
        if (records > 0) others.push({ personId: session.personId, name: session.name, entries: records })
      }
      return others
    },
    forgetAllBut: (people) => memory.keepOnly(new Set(people)),
  }
}
