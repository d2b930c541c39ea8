import * as v from 'valibot'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { SessionResponse } from '../../protocol/session.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Account, LoginOutcome, OthersUnsent } from './account.ts'

export interface AccountParts {
  readonly http: HttpClient
  readonly clock: Clock
  readonly random: Random
  /** Small and synchronous, so that the first screen need not wait for the database to know whose it is. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  openDatabase(personId: PersonId): XunhuDatabase
  /** Names of all databases of this profile. */
  databaseNames(): Promise<readonly string[]>
}

interface Remembered {
  readonly session: SessionResponse
  readonly device: DeviceId
}

const currentKey = 'xunhu.current'
/** Who has ever signed in here, for the names of others' unsent work. */
const knownKey = 'xunhu.known'
const loginTimeoutMs = 15_000

const signedOutAnswer = v.looseObject({ signedOut: v.boolean() })

export function createAccount({ http, clock, random, memory, openDatabase, databaseNames }: AccountParts): Account {
  const read = <T>(key: string, empty: T): T => {
    try {
      return JSON.parse(memory.getItem(key) ?? '') as T
    } catch {
      return empty
    }
  }
  const known = (): Record<string, Remembered> => read(knownKey, {})

  /** One device id per person and profile: a shared phone is a device of each. */
  const deviceFor = (number: string): DeviceId => {
    const before = Object.values(known()).find(({ session }) => session.number === number)
    return before?.device ?? (uuidV7(clock.now(), random) as DeviceId)
  }

  function remember(session: SessionResponse, device: DeviceId): void {
    memory.setItem(knownKey, JSON.stringify({ ...known(), [session.personId]: { session, device } }))
    memory.setItem(currentKey, JSON.stringify(session.personId))
  }

  const remembered = (): Remembered | null => known()[read<string>(currentKey, '')] ?? null

  const toOutcome = (failure: unknown): LoginOutcome => {
    if (failure instanceof ApiProblem && failure.code === 'login/throttled') return { outcome: 'throttled', retryAfterMs: failure.retryAfterMs ?? 0 }
    if (failure instanceof ApiProblem && failure.code === 'login/refused') return { outcome: 'refused' }
    const code = failure instanceof ApiProblem || failure instanceof DeviceProblem ? failure.code : 'server/failed'
    return { outcome: 'unreachable', code }
  }

  const unsentOf = async (personId: PersonId): Promise<{ entries: number; photos: number }> => {
    const db = openDatabase(personId)
    try {
      const entries = await db.journal.where('sendState').equals('queued').count()
      const photos = await db.parts.where('sendState').equals('queued').filter((part) => part.kind === 'photo').count()
      return { entries, photos }
    } finally {
      db.close()
    }
  }

  return {
    remembered,
    login: async (number, password) => {
      const device = deviceFor(number)
      try {
        const session = await http.call('POST', '/api/login', SessionResponse, { body: { number, password, device }, timeoutMs: loginTimeoutMs })
        remember(session, device)
        return { outcome: 'signedIn', session }
      } catch (failure) {
        return toOutcome(failure)
      }
    },
    logout: async () => {
      const current = remembered()
      if (!current) return { outcome: 'signedOut' }
      const unsent = await unsentOf(current.session.personId)
      if (unsent.entries + unsent.photos > 0) return { outcome: 'refused', unsentEntries: unsent.entries, unsentPhotos: unsent.photos }
      memory.removeItem(currentKey)
      // Without network the cookie stays until the next sign-in replaces it; the screen is closed either way.
      await http.call('POST', '/api/logout', signedOutAnswer).catch(() => undefined)
      return { outcome: 'signedOut' }
    },
    othersUnsent: async () => {
      const current = remembered()?.session.personId
      const others: OthersUnsent[] = []
      const names = new Set(await databaseNames())
      for (const [personId, { session }] of Object.entries(known())) {
        if (personId === current || !names.has(`xunhu-${personId}`)) continue
        const { entries } = await unsentOf(personId as PersonId)
        if (entries > 0) others.push({ name: session.name, entries })
      }
      return others
    },
  }
}
