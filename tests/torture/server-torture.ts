import type { Random } from '../../src/lib/random.ts'
import { signInByApi } from '../support/api-client.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { findBrokenWords } from './acknowledged-check.ts'
import { createTortureClient, type TortureClient } from './torture-client.ts'

export interface ServerTorture {
  readonly kills: number
  readonly entries: number
  readonly photos: number
  readonly broken: readonly string[]
}

const officers = [
  { number: '1001', scope: 'squad-1' },
  { number: '1002', scope: 'squad-1' },
  { number: '1003', scope: 'squad-1' },
  { number: '1004', scope: 'squad-2' },
  { number: '1005', scope: 'squad-2' },
  { number: '1006', scope: 'squad-2' },
] as const

const longestLifeMs = 400

const total = (clients: readonly TortureClient[], of: 'entries' | 'photos'): number =>
  clients.reduce((sum, { acknowledged }) => sum + acknowledged[of].size, 0)

interface Settings {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
}

/** Lets it serve for a moment, ends it as a power cut would, and starts it on the same folder. */
async function killAndRestart(server: ServerProcess, settings: Settings, random: Random): Promise<ServerProcess> {
  await new Promise((resolve) => setTimeout(resolve, random.next() * longestLifeMs))
  await server.kill()
  return startServerProcess({ ...settings, port: server.port })
}

/**
 * Kills the server `kills` times while six phones send records and photos, then holds it to its word.
 *
 * Whatever it has ever answered `accepted` or `stored` must be there: once, whole, byte for byte.
 */
export async function tortureServer(options: {
  readonly kills: number
  readonly dataDir: string
  readonly random: Random
  onKill?(done: number, entries: number, photos: number): void
}): Promise<ServerTorture> {
  const { kills, dataDir, random } = options
  const env = { DIST_DIR: await emptyDist() }
  let server = await startServerProcess({ dataDir, port: await freePort(), env })
  const phones = await Promise.all(
    officers.map(async ({ number, scope }) => {
      const client = await signInByApi(server.url, number)
      return { client, scope, torture: createTortureClient(server.url, client, scope, random) }
    }),
  )
  const clients = phones.map(({ torture }) => torture)
  const running = Promise.all(clients.map((client) => client.run()))
  for (let done = 1; done <= kills; done += 1) {
    server = await killAndRestart(server, { dataDir, env }, random)
    options.onKill?.(done, total(clients, 'entries'), total(clients, 'photos'))
  }
  for (const client of clients) client.stop()
  await running
  const broken = await Promise.all(
    phones.map(({ client, scope, torture }) => findBrokenWords(server.url, client, scope, torture.acknowledged)),
  )
  await server.stop()
  return { kills, entries: total(clients, 'entries'), photos: total(clients, 'photos'), broken: broken.flat() }
}
