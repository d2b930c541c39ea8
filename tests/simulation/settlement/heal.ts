import { syncPass } from '../commands/syncing.ts'
import type { SimulatedPhone } from '../simulated-phone.ts'
import type { World } from '../world.ts'

/** Passes that are enough for any queue on a good line: one to send, one to see what the others sent, one spare. */
const healingRounds = 3
const stagingKeptMs = 7 * 24 * 60 * 60 * 1000

async function syncAll({ everyPhone, history, server }: World, what: string): Promise<void> {
  for (const phone of everyPhone) {
    await takeUp(phone)
    history.push(`${what} ${phone.number}: ${await syncPass(phone)}`)
    server.clock.advance(60_000)
  }
}

async function takeUp(phone: SimulatedPhone): Promise<void> {
  if (!(await phone.takeInHand())) throw new Error(`${phone.number} cannot sign in on a good line`)
}

/** The line is good again, every app and the server are started, nothing is full, and everybody syncs a few times. */
export async function heal(world: World): Promise<void> {
  const { weather, server, everyPhone } = world
  weather.faultShare = 0
  await server.mend()
  await server.restart()
  for (const phone of everyPhone) {
    phone.handset.room.writesLeft = Infinity
    await takeUp(phone)
    await phone.restart()
  }
  for (let round = 0; round < healingRounds; round += 1) await syncAll(world, 'healing')
  // What phones keep until a backup has it may go now, and must.
  server.clock.advance(2 * 60_000)
  await server.backUp()
  await syncAll(world, 'after a backup')
  // The pause between two comparisons of what is held with the server's digests.
  server.clock.advance(11 * 60_000)
  await syncAll(world, 'comparing')
  await server.now().deps.partStore.sweep(server.clock.now() - stagingKeptMs)
}
