import { upTo, type Command } from './command.ts'

export const serverRestarts: Command = async ({ server }) => {
  await server.restart()
  return 'server restarts'
}

/** Between two statements, or in the middle of a file, of whatever is asked next. */
export const serverDies: Command = async (world) => {
  const steps = 1 + upTo(world, 400)
  world.server.dieAfter(steps)
  return `server is killed in ${steps} steps`
}

export const serverDiskFills: Command = async (world) => {
  const room = { pages: upTo(world, 12), bytes: upTo(world, 6_000), saysSo: world.random.next() < 0.3 }
  world.server.fillDisk(room)
  return `server's disk has room for ${room.pages} pages and ${room.bytes} bytes${room.saysSo ? ', and says so' : ''}`
}

export const serverDiskEmpties: Command = async ({ server }) => {
  server.emptyDisk()
  return 'server’s disk has room again'
}

export const backUp: Command = async ({ server }) => {
  await server.backUp()
  return 'backup'
}

/** What was accepted since the backup is gone from the server, and comes again from those who made it. */
export const restore: Command = async ({ server, promises }) => {
  if (!(await server.restore(false))) return 'no backup to restore'
  await server.look((db) => promises.serverWentBack(db))
  return 'backup restored'
}

/** The whole machine is set back: only a phone that knows more than the server can tell. */
export const restoreSilently: Command = async ({ server, promises }) => {
  if (!(await server.restore(true))) return 'no backup to restore'
  await server.look((db) => promises.serverWentBack(db))
  return 'machine set back to its backup'
}
