import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { SessionResponse } from '../../protocol/session.ts'

/** The shape of localStorage: small and synchronous, so that the first screen knows at once whose it is. */
export type KeyValues = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface Remembered {
  readonly session: SessionResponse
  readonly device: DeviceId
}

/** Who works and who has worked in this browser profile. */
export interface AccountMemory {
  current(): Remembered | null
  forgetCurrent(): void
  remember(person: Remembered): void
  /** Everybody who ever signed in here. */
  known(): readonly Remembered[]
  /** Forgets everybody else; returns the keys under which something is left. */
  keepOnly(people: ReadonlySet<PersonId>): readonly string[]
  /** This browser's devices by their people's numbers. */
  devices(): Readonly<Record<string, DeviceId>>
  /** A shared phone is a device of each of its people: one id per number, made once. */
  deviceOf(number: string, makeId: () => DeviceId): DeviceId
}

const currentKey = 'xunhu.current'
const knownKey = 'xunhu.known'
const devicesKey = 'xunhu.devices'
/** Counts the changes: of two copies of this memory the one with more is the later one. */
const turnKey = 'xunhu.account-turn'

/** All that this memory is made of. */
export const accountKeys = [currentKey, knownKey, devicesKey, turnKey] as const

export const accountTurnOf = (values: Pick<KeyValues, 'getItem'>): number => Number(values.getItem(turnKey)) || 0

export function countAccountTurn(values: KeyValues): void {
  values.setItem(turnKey, String(accountTurnOf(values) + 1))
}

export function createAccountMemory(values: KeyValues): AccountMemory {
  /** Unreadable is empty: the person signs in again; her database is not touched by it. */
  function read<T>(key: string, empty: T): T {
    try {
      return (JSON.parse(values.getItem(key) ?? 'null') as T | null) ?? empty
    } catch {
      return empty
    }
  }
  const write = (key: string, value: unknown): void => values.setItem(key, JSON.stringify(value))
  const devices = (): Readonly<Record<string, DeviceId>> => read(devicesKey, {})
  const known = (): Readonly<Record<PersonId, Remembered>> => read(knownKey, {})

  return {
    current: () => known()[read(currentKey, '' as PersonId)] ?? null,
    forgetCurrent: () => {
      values.removeItem(currentKey)
      countAccountTurn(values)
    },
    remember: (person) => {
      write(knownKey, { ...known(), [person.session.personId]: person })
      write(currentKey, person.session.personId)
      write(devicesKey, { ...devices(), [person.session.number]: person.device })
      countAccountTurn(values)
    },
    known: () => Object.values(known()),
    keepOnly: (people) => {
      const kept = Object.values(known()).filter(({ session }) => people.has(session.personId))
      for (const key of [currentKey, knownKey, devicesKey]) values.removeItem(key)
      if (kept.length === 0) return []
      write(knownKey, Object.fromEntries(kept.map((person) => [person.session.personId, person])))
      write(devicesKey, Object.fromEntries(kept.map(({ session, device }) => [session.number, device])))
      return [knownKey, devicesKey]
    },
    devices,
    deviceOf: (number, makeId) => {
      const device = devices()[number] ?? makeId()
      if (!devices()[number]) write(devicesKey, { ...devices(), [number]: device })
      return device
    },
  }
}
