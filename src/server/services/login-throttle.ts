import type { DeviceId } from '../../domain/ids.ts'
import { Problem } from '../problem.ts'
import type { Store, Tx } from '../store/store.ts'
import { findPerson } from './people.ts'

/** Somebody or somewhere that tries to sign in. Each failure beyond the free ones doubles the wait; nobody is locked out. */
interface Tried {
  readonly key: string
  /** Typing errors that cost nothing. */
  readonly freeFailures: number
}

const firstDelayMs = 2_000
const longestDelayMs = 5 * 60_000
/** Failures as old as this count no more. */
const forgottenAfterMs = 60 * 60_000

/** A try to sign in as `number`, from an address, on a device that the person may have signed in on before. */
export interface PasswordTry {
  readonly number: string
  readonly address: string
  readonly device: DeviceId
}

/** A try with what an identity provider says, which is where guessing at a number is slowed: here the address alone counts. */
export interface ProviderAnswerTry {
  readonly number: null
  readonly address: string
}

type Numbered = Pick<PasswordTry, 'number' | 'address'>

const pairOf = ({ number, address }: Numbered): Tried => ({ key: `number:${number}@${address}`, freeFailures: 4 })
// A whole office, or a mobile network's customers, share one address.
const placeOf = ({ address }: { readonly address: string }): Tried => ({ key: `address:${address}`, freeFailures: 30 })
/** Against many addresses that guess at one number together. */
const numberOf = ({ number }: Numbered): Tried => ({ key: `number:${number}`, freeFailures: 100 })

const deviceOf = ({ device }: Pick<PasswordTry, 'device'>): Tried => ({ key: `device:${device}`, freeFailures: 4 })

async function isOwnDevice(tx: Tx, { number, device }: Pick<PasswordTry, 'number' | 'device'>): Promise<boolean> {
  const known = await tx.selectFrom('device').select('person_id').where('id', '=', device).executeTakeFirst()
  return known !== undefined && (await findPerson(tx, known.person_id))?.number === number
}

async function triedBy(tx: Tx, attempt: PasswordTry | ProviderAnswerTry): Promise<readonly Tried[]> {
  if (attempt.number === null) return [placeOf(attempt)]
  // A phone of the person waits for itself alone: else a stranger could keep anybody out, a machine in the same office all of it.
  if (await isOwnDevice(tx, attempt)) return [deviceOf(attempt)]
  return [pairOf(attempt), placeOf(attempt), numberOf(attempt)]
}

const delayMs = (failures: number, freeFailures: number): number =>
  failures <= freeFailures ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - freeFailures - 1))

interface Failures {
  readonly failures: number
  readonly nextAllowedMs: number
}

/** Free failures make nobody wait, however the clocks of two servers differ, or of a try that had to wait for its turn. */
const waitOf = ({ freeFailures }: Tried, known: Failures | undefined, nowMs: number): number =>
  known !== undefined && known.failures > freeFailures ? known.nextAllowedMs - nowMs : 0

async function loadFailures(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Failures>> {
  const rows = await tx.selectFrom('login_throttle').selectAll().where('key', 'in', keys).execute()
  return new Map(rows.map((row) => [row.key, { failures: row.failures, nextAllowedMs: Number(row.next_allowed_ms) }]))
}

async function saveFailures(tx: Tx, key: string, failures: number, nextAllowedMs: number): Promise<void> {
  const row = { failures, next_allowed_ms: nextAllowedMs }
  await tx
    .insertInto('login_throttle')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/**
 * Counts a try before its password is looked at, so that tries made at once do not all go free.
 *
 * Rejects with `login/throttled` while the number or the address has to wait. Kept in the database: instances share it, and a
 * restart forgets nothing.
 */
export async function takeTry(store: Store, attempt: PasswordTry | ProviderAnswerTry, nowMs: number): Promise<void> {
  await store.write(async (tx) => {
    const tried = await triedBy(tx, attempt)
    await tx
      .deleteFrom('login_throttle')
      .where('next_allowed_ms', '<', nowMs - forgottenAfterMs)
      .execute()
    const known = await loadFailures(
      tx,
      tried.map(({ key }) => key),
    )
    const waitMs = Math.max(0, ...tried.map((each) => waitOf(each, known.get(each.key), nowMs)))
    if (waitMs > 0) throw new Problem('login/throttled', 'Too many failed sign-ins.', { retryAfterMs: waitMs })
    for (const { key, freeFailures } of tried) {
      const failures = (known.get(key)?.failures ?? 0) + 1
      await saveFailures(tx, key, failures, nowMs + delayMs(failures, freeFailures))
    }
  })
}

async function giveBackOne(tx: Tx, address: string, nowMs: number): Promise<void> {
  const place = placeOf({ address }).key
  const failures = (await loadFailures(tx, [place])).get(place)?.failures ?? 1
  await saveFailures(tx, place, failures - 1, nowMs)
}

/** The try told nothing of whoever made it: the address is given it back. */
export const giveBack = (store: Store, address: string, nowMs: number): Promise<void> =>
  store.write((tx) => giveBackOne(tx, address, nowMs))

async function forget(tx: Tx, tried: readonly Tried[]): Promise<void> {
  const keys = tried.map(({ key }) => key)
  await tx.deleteFrom('login_throttle').where('key', 'in', keys).execute()
}

/**
 * The try was a good one: the failures that it was counted among are forgiven, the address is given back this one only.
 *
 * `device` is null where no password was tried.
 */
export async function forgive(
  store: Store,
  { number, address, device }: Numbered & { readonly device: DeviceId | null },
  nowMs: number,
): Promise<void> {
  await store.write(async (tx) => {
    if (device !== null && (await isOwnDevice(tx, { number, device }))) return forget(tx, [deviceOf({ device })])
    await forget(tx, [pairOf({ number, address }), numberOf({ number, address })])
    await giveBackOne(tx, address, nowMs)
  })
}
