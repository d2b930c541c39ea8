import type { DeviceId } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { ProviderQuestion, ProviderSessionResponse, type SessionResponse } from '../../protocol/session.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { AccountKeep } from './account-keep.ts'
import { createAccountMemory, type KeyValues, type Remembered } from './account-memory.ts'

export type ProviderOutcome =
  | { readonly outcome: 'signedIn'; readonly session: SessionResponse; readonly device: DeviceId }
  /** This device was revoked; `remembered` where the person's database is here. */
  | { readonly outcome: 'revoked'; readonly remembered: Remembered | null }

/** Signing in through the bureau's identity provider; this phone keeps the same of it as after a password. */
export interface ProviderLogin {
  /** Where to go to be asked. Rejects as the HTTP client does, with `login/provider-unavailable` too. */
  begin(): Promise<string>
  /** `search`: what the provider sent along, from its `?` on. Rejects with the codes of AUTH-16 and AUTH-17. */
  finish(search: string): Promise<ProviderOutcome>
}

/** The server asks the provider meanwhile. */
const timeoutMs = 30_000

export function createProviderLogin({
  http,
  clock,
  random,
  memory: values,
  accountKeep: { keep, recall },
}: {
  readonly http: HttpClient
  readonly clock: Clock
  readonly random: Random
  readonly memory: KeyValues
  readonly accountKeep: AccountKeep
}): ProviderLogin {
  const memory = createAccountMemory(values)

  return {
    begin: async () => (await http.call('POST', '/api/login/provider/begin', ProviderQuestion, { timeoutMs })).url,
    finish: async (search) => {
      await recall()
      const body = { search, devices: memory.devices(), newDevice: uuidV7(clock.now(), random) }
      try {
        const answer = await http.call('POST', '/api/login/provider', ProviderSessionResponse, { body, timeoutMs })
        const { device, ...session } = answer
        memory.remember({ session, device })
        await keep()
        return { outcome: 'signedIn', session, device }
      } catch (failure) {
        if (!(failure instanceof ApiProblem) || failure.code !== 'device/revoked') throw failure
        const { device } = failure.params
        return { outcome: 'revoked', remembered: memory.known().find((known) => known.device === device) ?? null }
      }
    },
  }
}
