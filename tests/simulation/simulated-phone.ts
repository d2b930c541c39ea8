import { createAccount } from '../../src/device/account/create-account.ts'
import { createDatabase } from '../../src/device/database/database.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import { testPassword } from '../support/test-server.ts'
import { sentinelKeyOf, startApp, type Run } from './app-run.ts'
import { createBrowserHttp } from './browser-http.ts'
import type { Line } from './faulty-network.ts'
import { createFuse } from './fuse.ts'
import type { Handset } from './handset.ts'
import { personIdOf } from './people.ts'
import { createReseededRandom, type ReseededRandom } from './reseeded-random.ts'

/** One person and the phone in her hand. */
export interface SimulatedPhone {
  readonly number: string
  readonly personId: PersonId
  readonly handset: Handset
  readonly random: ReseededRandom
  run(): Run
  /** The phone is hers now: whoever held it before is signed out, or still signed in where nothing answers. */
  takeInHand(): Promise<boolean>
  /** Her session has ended; the app goes on under the new one. */
  signInAgain(): Promise<boolean>
  /** Ends the run without a goodbye and starts the app again on what its storage holds. */
  restart(): Promise<void>
  /** Its storage is thrown away; she signs in again where the memory of her went with it. */
  loseStorage(alsoMemory: boolean): Promise<void>
  /** Something outside of her database remembers that it was there. */
  isRemembered(): boolean
  /** How often the app has raised the alarm that its storage was thrown away. */
  alarms(): number
  close(): void
}

export interface PhoneParts {
  readonly number: string
  readonly line: Line
  readonly handset: Handset
  readonly seed: number
  /** What its starts are told apart by: no two phones have one in common. */
  readonly bootName?: string
}

/** A phone whose person is signed in as soon as she takes it in hand. */
export function createSimulatedPhone(parts: PhoneParts): SimulatedPhone {
  const { number, line, handset, seed, bootName = number } = parts
  const random = createReseededRandom(seed)
  const personId = personIdOf(number)
  const account = createAccount({
    http: createBrowserHttp(line, handset.cookies, createFuse()),
    clock: handset.clock,
    random,
    memory: handset.memory,
    accountKeep: { keep: () => Promise.resolve(), recall: () => Promise.resolve(false) },
    openDatabase: (id) => createDatabase({ personId: id, ...handset.engine() }),
    databaseNames: () => Promise.resolve([]),
  })
  let run: Run | null = null
  let alarms = 0
  let boots = 0

  function end(): void {
    run?.fuse.blow()
    run?.sync.stop()
    run?.db.close()
    run = null
  }

  async function start(): Promise<void> {
    const device = account.remembered()?.device
    if (!device) throw new Error(`${number} is not signed in`)
    boots += 1
    const bootId = `${bootName}-boot-${boots}`
    run = await startApp({ handset, line, random, personId, device, bootId, onEmptied: () => (alarms += 1) })
  }

  const isSignedIn = (): boolean => account.remembered()?.session.personId === personId

  /** A try that the line spoils is tried again by the person who wants to work. */
  async function signIn(): Promise<boolean> {
    for (let tries = 0; tries < 20; tries += 1) {
      const { outcome } = await account.login(number, testPassword)
      if (outcome === 'signedIn') return true
      if (outcome === 'refused') throw new Error(`${number} is refused`)
    }
    return false
  }

  async function takeInHand(): Promise<boolean> {
    if (run && handset.holder === number && isSignedIn()) return true
    if ((handset.holder !== number || !isSignedIn()) && !(await signIn())) return false
    handset.holder = number
    end()
    await start()
    return true
  }

  return {
    number,
    personId,
    handset,
    random,
    run: () => {
      if (!run) throw new Error(`${number} has no run`)
      return run
    },
    takeInHand,
    signInAgain: signIn,
    restart: async () => {
      end()
      await start()
    },
    loseStorage: async (alsoMemory) => {
      end()
      handset.throwAway(alsoMemory)
      if (alsoMemory) handset.holder = null
      else await start()
    },
    isRemembered: () => handset.memory.getItem(sentinelKeyOf(personId)) !== null,
    alarms: () => alarms,
    close: end,
  }
}
