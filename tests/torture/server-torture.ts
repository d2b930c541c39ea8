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

/** A life is counted in answers, so that a slow machine too kills in the midst of work; the moment after the last one is chance. */
const mostAnswers = 30
const longestAfterAnswerMs = 20

const total = (clients: readonly TortureClient[], of: 'entries' | 'photos'): number =>
  clients.reduce((sum, { acknowledged }) => sum + acknowledged[of].size, 0)

interface Settings {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
}

/** One server after another on one folder and one port. */
interface MortalServer {
  readonly url: string
  /** Lets it give some answers, ends it between any two of its instructions, and starts it on the same folder. */
  killAndRestart(random: Random): Promise<void>
  serving(): Promise<void>
  onAnswer(): void
  stop(): Promise<void>
}

async function startMortalServer(settings: Settings): Promise<MortalServer> {
  let starting = startServerProcess({ ...settings, port: await freePort() })
  const { url, port } = await starting
  let answersLeft = 0
  let outlived = (): void => undefined
  const lifeOf = (answers: number): Promise<void> =>
    new Promise((resolve) => {
      answersLeft = answers
      outlived = resolve
    })
  return {
    url,
    killAndRestart: async (random) => {
      const server: ServerProcess = await starting
      await lifeOf(1 + Math.floor(random.next() * mostAnswers))
      await new Promise((resolve) => setTimeout(resolve, random.next() * longestAfterAnswerMs))
      starting = server.kill().then(() => startServerProcess({ ...settings, port }))
      await starting
    },
    serving: async () => void (await starting),
    onAnswer: () => {
      answersLeft -= 1
      if (answersLeft <= 0) outlived()
    },
    stop: async () => (await starting).stop(),
  }
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
  const server = await startMortalServer({ dataDir, env: { DIST_DIR: await emptyDist() } })
  const phones = await Promise.all(
    officers.map(async ({ number, scope }) => {
      const client = await signInByApi(server.url, number)
      return { client, scope, torture: createTortureClient({ ...server, client, scope, random }) }
    }),
  )
  const clients = phones.map(({ torture }) => torture)
  const running = Promise.all(clients.map((client) => client.run()))
  for (let done = 1; done <= kills; done += 1) {
    await server.killAndRestart(random)
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
