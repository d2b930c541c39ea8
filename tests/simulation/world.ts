import type { ScopeId, SubjectId } from '../../src/domain/ids.ts'
import { createSeededRandom, type Random } from '../../src/lib/random.ts'
import { loadFact } from '../../src/device/database/facts.ts'
import { cloneOnto } from './clone-phone.ts'
import { createLine, type Weather } from './faulty-network.ts'
import { createHandset, type Handset } from './handset.ts'
import { people, squads } from './people.ts'
import { createPromises, type Promises } from './promises.ts'
import { createReseededRandom } from './reseeded-random.ts'
import { createSimulatedPhone, type SimulatedPhone } from './simulated-phone.ts'
import { createSimulatedServer, type SimulatedServer } from './simulated-server.ts'

export interface World {
  readonly random: Random
  /** Every source of the world begins anew. */
  reseed(seed: number): void
  readonly server: SimulatedServer
  readonly weather: Weather
  /** Of those who record. */
  readonly phones: SimulatedPhone[]
  /** And of the inspector, who reads both squads and records nothing. */
  readonly everyPhone: SimulatedPhone[]
  /** A second phone with everything that this one has; from now on both go their own ways. */
  clone(phone: SimulatedPhone): Promise<void>
  readonly promises: Promises
  /** Alarms that the phones owe: how often a phone's storage was thrown away while something remembered it. */
  readonly dueAlarms: Map<SimulatedPhone, number>
  /** What was done and what went wrong, in order; printed when a run fails. */
  readonly history: string[]
  readonly shiftIds: readonly SubjectId[]
  /** Pictures of which any phone may take the same again, byte for byte. */
  readonly pictures: ArrayBuffer[]
  close(): Promise<void>
}

/** The squad of this phone's person, as the phone knows it. */
export async function scopeOf(phone: SimulatedPhone): Promise<ScopeId> {
  const members = (await loadFact(phone.run().db, 'members')) ?? []
  const known = members.find(({ scope }) => squads.some((squad) => squad === scope))?.scope
  return (known ?? people.find(({ number }) => number === phone.number)?.scope) as ScopeId
}

/** Two squads, their people each signed in on a phone, and a server, on a line that is good until the weather changes. */
export async function createWorld(seed: number): Promise<World> {
  const random = createReseededRandom(seed)
  const server = await createSimulatedServer()
  const history: string[] = []
  const weather: Weather = { faultShare: 0 }
  const handsets = new Map<string, Handset>()
  const sources = [random]
  const phones: SimulatedPhone[] = []

  function addPhone(number: string, handset: Handset, bootName: string): SimulatedPhone {
    const index = phones.length
    const luck = createReseededRandom(seed * 31 + index)
    const line = createLine(server, luck, weather, (fault, call) =>
      history.push(`    ${number} ${fault}: ${call.method} ${call.url}`),
    )
    const phone = createSimulatedPhone({ number, line, handset, seed: seed * 17 + index, bootName })
    phones.push(phone)
    sources.push(luck, phone.random)
    return phone
  }

  for (const { number, handset: name, skewMs } of people) {
    const handset = handsets.get(name) ?? createHandset(server.clock, skewMs)
    handsets.set(name, handset)
    await addPhone(number, handset, number).takeInHand()
  }
  const recording = phones.filter(({ number }) => number !== '3001')
  await server.backUp()
  weather.faultShare = 0.3
  return {
    random,
    reseed: (next) => {
      const seeds = createSeededRandom(next)
      for (const source of sources) source.reseed(Math.floor(seeds.next() * 2 ** 32))
    },
    server,
    weather,
    phones: recording,
    everyPhone: phones,
    clone: async (phone) => {
      const handset = createHandset(server.clock, 0)
      await cloneOnto(handset, phone)
      const second = addPhone(phone.number, handset, `${phone.number}-clone`)
      await second.takeInHand()
      recording.push(second)
    },
    promises: createPromises(),
    dueAlarms: new Map(),
    history,
    shiftIds: ['shift-a', 'shift-b'] as SubjectId[],
    pictures: [],
    close: async () => {
      for (const phone of phones) phone.close()
      await server.close()
    },
  }
}
