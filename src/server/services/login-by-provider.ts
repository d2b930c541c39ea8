import type { DeviceId } from '../../domain/ids.ts'
import type { ProviderLoginRequest } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import type { IdentityProvider } from '../identity/identity-provider.ts'
import type { ProviderTry } from '../identity/provider-try.ts'
import { Problem } from '../problem.ts'
import { forgive, giveBack, takeTry } from './login-throttle.ts'
import { findPersonByNumber } from './people.ts'
import type { Sessions } from './sessions.ts'

type Deps = Pick<AppDeps, 'store' | 'clock'>

/** Neither that the provider is away nor that somebody turned back is a failed try of the address. */
const isNobodysFault = (failure: unknown): boolean =>
  failure instanceof Problem && ['login/provider-unavailable', 'login/cancelled'].includes(failure.code)

/** Whom the provider names; counted as a try of the address before it is asked. */
async function askProvider(
  { store, clock }: Deps,
  provider: IdentityProvider,
  { search, attempt, address }: { search: string; attempt: ProviderTry; address: string },
): Promise<string | null> {
  await takeTry(store, { number: null, address }, clock.now())
  try {
    return await provider.numberOf(search, attempt)
  } catch (failure) {
    if (isNobodysFault(failure)) await giveBack(store, address, clock.now())
    throw failure
  }
}

/** Where a revoked device is told so, names it: on a phone that several share only the server knows by now whose it is. */
export async function namingDevice<T>(device: DeviceId, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== 'device/revoked') throw failure
    throw new Problem(failure.code, failure.message, { params: { ...failure.params, device } })
  }
}

/**
 * Signs in whoever the provider sent back, on a device; returns the session's secret and the device.
 *
 * Nobody gets an account by it: a number that no active account has is `login/no-account`.
 */
export async function loginByProvider(
  deps: Deps & { readonly provider: IdentityProvider; readonly sessions: Sessions },
  { search, devices, newDevice }: ProviderLoginRequest,
  attempt: ProviderTry,
  address: string,
): Promise<{ readonly secret: string; readonly device: DeviceId }> {
  const { store, clock, provider, sessions } = deps
  const number = await askProvider(deps, provider, { search, attempt, address })
  const person = number === null ? null : await store.read((db) => findPersonByNumber(db, number))
  if (number === null || !person?.active) throw new Problem('login/no-account', 'No account here is this person’s.')
  // A phone that several share is a device of each: only now it is known whose it is.
  const device = (Object.hasOwn(devices, number) ? devices[number] : undefined) ?? newDevice
  await forgive(store, { number, address, device: null }, clock.now())
  return { secret: await namingDevice(device, () => sessions.open(person.id, device)), device }
}
