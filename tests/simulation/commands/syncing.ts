import type { SimulatedPhone } from '../simulated-phone.ts'
import { upTo, type Command } from './command.ts'
import { tally } from './recording.ts'

/** A pass; she signs in again where the server knows her session no more, as after a restore. */
export async function syncPass(phone: SimulatedPhone): Promise<string> {
  const status = await phone.run().sync.syncNow()
  if (status.last.health !== 'loginNeeded') return status.last.health
  return (await phone.signInAgain())
    ? `loginNeeded, then ${(await phone.run().sync.syncNow()).last.health}`
    : 'loginNeeded'
}

export const sync: Command = async (_world, phone) => `sync: ${await syncPass(phone)}`

export const syncTogether: Command = async ({ everyPhone }) => {
  const inHand = everyPhone.filter((phone) => phone.handset.holder === phone.number)
  await Promise.all(inHand.map(syncPass))
  return 'all phones sync at once'
}

export const inspectorSyncs: Command = async ({ everyPhone, phones }) => {
  const inspector = everyPhone.find((phone) => !phones.includes(phone))
  if (!inspector || !(await inspector.takeInHand())) return 'no inspector'
  return `${inspector.number} sync: ${await syncPass(inspector)}`
}

export const syncInTwoWindows: Command = async (_world, phone) => {
  const window = await phone.run().openWindow()
  await Promise.all([phone.run().sync.syncNow(), window.sync.syncNow()])
  window.close()
  return 'two windows sync at once'
}

export const saveWhileSyncing: Command = async (world, phone) => {
  const pass = phone.run().sync.syncNow()
  const said = await tally(world, phone)
  await pass
  return `${said} during a pass`
}

export const dieWhileSyncing: Command = async (world, phone) => {
  const steps = 1 + upTo(world, 120)
  phone.run().fuse.light(steps)
  await Promise.race([phone.run().sync.syncNow(), phone.run().fuse.blown])
  await phone.restart()
  return `killed at step ${steps} of a pass`
}
