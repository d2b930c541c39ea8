import type { ScopeId, SubjectId } from '../../src/domain/ids.ts'
import type { Role } from '../../src/domain/people/role.ts'
import type { JournalEntry } from '../../src/domain/journal/entry.ts'
import { createSeededRandom, type Random } from '../../src/lib/random.ts'
import { createLine, type Weather } from './faulty-network.ts'
import { createSimulatedPhone, type SimulatedPhone } from './simulated-phone.ts'
import { createSimulatedServer, type SimulatedServer } from './simulated-server.ts'

/** What a person was told is saved. */
export interface Promised {
  readonly phone: SimulatedPhone
  readonly entry: JournalEntry
}

export interface World {
  readonly random: Random
  readonly server: SimulatedServer
  readonly weather: Weather
  /** Of those who record. */
  readonly phones: readonly SimulatedPhone[]
  /** And of the inspector, who reads both squads and records nothing. */
  readonly everyPhone: readonly SimulatedPhone[]
  readonly promised: Promised[]
  /** What was done and what went wrong, in order; printed when a run fails. */
  readonly history: string[]
  readonly shiftIds: readonly SubjectId[]
  /** Pictures of which any phone may take the same again, byte for byte. */
  readonly pictures: ArrayBuffer[]
  close(): Promise<void>
}

interface SimulatedPerson {
  readonly number: string
  readonly role: Role
  readonly scope: string
  /** How wrong their phone's clock is. */
  readonly skewMs: number
}

const people: readonly SimulatedPerson[] = [
  { number: '1001', role: 'officer', scope: 'squad-1', skewMs: 0 },
  { number: '1002', role: 'officer', scope: 'squad-1', skewMs: -7 * 60_000 },
  { number: '1004', role: 'officer', scope: 'squad-2', skewMs: 3_000 },
  { number: '2001', role: 'captain', scope: 'squad-1', skewMs: 40_000 },
  { number: '3001', role: 'inspector', scope: 'bureau', skewMs: 0 },
]

export const scopeOf = (phone: SimulatedPhone): ScopeId =>
  (people.find(({ number }) => number === phone.number)?.scope ?? 'bureau') as ScopeId

/** Whose records a phone may hold. */
export const scopesOf = (phone: SimulatedPhone): ReadonlySet<ScopeId> =>
  new Set(scopeOf(phone) === 'bureau' ? (['squad-1', 'squad-2'] as ScopeId[]) : [scopeOf(phone)])

/** Two squads, their people each signed in on a phone, and a server, on a line that is good until the weather changes. */
export async function createWorld(seed: number): Promise<World> {
  const random = createSeededRandom(seed)
  const server = await createSimulatedServer()
  const history: string[] = []
  const weather: Weather = { faultShare: 0 }
  const phones: SimulatedPhone[] = []
  for (const [index, { number, role, scope, skewMs }] of people.entries()) {
    await server.now().addPerson(number, role, scope)
    const line = createLine(server, createSeededRandom(seed * 31 + index), weather, (fault, call) =>
      history.push(`    ${number} ${fault}: ${call.method} ${call.url}`),
    )
    const wallClock = server.now().clock
    phones.push(await createSimulatedPhone({ number, line, wallClock, skewMs, seed: seed * 17 + index }))
  }
  await server.backUp()
  weather.faultShare = 0.3
  return {
    random,
    server,
    weather,
    phones: phones.filter(({ number }) => number !== '3001'),
    everyPhone: phones,
    promised: [],
    history,
    shiftIds: ['shift-a', 'shift-b'] as SubjectId[],
    pictures: [],
    close: async () => {
      for (const phone of phones) phone.run().db.close()
      await server.close()
    },
  }
}
