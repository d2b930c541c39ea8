import { people } from '../people.ts'
import { arrive, report, tally } from './recording.ts'
import { syncPass } from './syncing.ts'
import { pick, upTo, type Command } from './command.ts'

export const dieWhileSaving: Command = async (world, phone) => {
  const steps = 1 + upTo(world, 25)
  phone.run().fuse.light(steps)
  let said: string
  try {
    said = await (pick(world, [arrive, tally, report]) ?? tally)(world, phone)
  } catch (failure) {
    if (!phone.run().fuse.isBlown()) throw failure
    said = 'photo not taken'
  }
  await phone.restart()
  return `killed at step ${steps} of saving (${said})`
}

/** The storage takes a few writes more; what does not fit is not saved, and she is told. */
export const runOutOfRoom: Command = async (world, phone) => {
  const { room } = phone.handset
  room.writesLeft = upTo(world, 12)
  const saved = await (pick(world, [arrive, tally]) ?? tally)(world, phone)
  const synced = await syncPass(phone)
  room.writesLeft = Infinity
  return `storage full: ${saved}; sync: ${synced}`
}

const hourMs = 3_600_000

/** Hours either way, as when a battery was empty or a hand slipped. */
export const clockJumps: Command = async (world, phone) => {
  const skewMs = (upTo(world, 60) - 30) * hourMs
  phone.handset.setClock(skewMs)
  return `its clock is ${skewMs / hourMs} h off`
}

export const reboot: Command = async (_world, phone) => {
  phone.handset.reboot()
  await phone.restart()
  return 'switched off and on'
}

/** What was sent is on the server; what was not is lost with the storage, and the app says so where anything remembers it. */
export const loseStorage: Command = async (world, phone) => {
  const alsoMemory = world.random.next() < 0.5
  const sharers = world.everyPhone.filter(({ handset }) => handset === phone.handset)
  for (const sharer of sharers) {
    await world.server.look((db) => world.promises.phoneEmptied(sharer, db))
    const isNoticed = !alsoMemory && sharer.isRemembered()
    // An alarm that was not raised yet goes with the memory of it.
    world.dueAlarms.set(sharer, sharer.alarms() + (isNoticed ? 1 : 0))
  }
  await phone.loseStorage(alsoMemory)
  return alsoMemory ? 'all site data is thrown away' : 'its databases are thrown away'
}

/** She has a new phone, and everything was copied onto it; the old one stays in use. Once per history, and of no phone that is shared. */
export const cloneProfile: Command = async (world, phone) => {
  const hasClone = world.everyPhone.length > people.length
  const isShared = world.everyPhone.some((other) => other !== phone && other.handset === phone.handset)
  if (hasClone || isShared) return 'nobody copies this phone'
  await world.clone(phone)
  return 'copied onto a second phone'
}
