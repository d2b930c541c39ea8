import { setTimeout as wait } from 'node:timers/promises'
import { must } from '../../src/lib/must.ts'
import type { Random } from '../../src/lib/random.ts'
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts'
import type { WatchedServer } from './server-memory.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'

export interface SoakServers {
  readonly balancer: RoundRobin
  kills(): number
  /** The one that is never killed: its memory is what shows whether anything grows. */
  survivor(): WatchedServer
  /** One was killed and does not serve yet: its start takes a core, which the others then lack. */
  isOneStarting(): boolean
  /** Kills one of the others at random times, and starts it again at once, until told to end. */
  killUntil(end: AbortSignal, options: { readonly everyMs: number; readonly random: Random }): Promise<void>
  stop(): Promise<void>
}

/** Of a soak that nobody else reaches. */
const metricsToken = 'soak-soak-soak-soak'

interface Settings {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
}

/** So many equal servers behind a round-robin. */
export async function startSoakServers(count: number, settings: Settings): Promise<SoakServers> {
  const env = { ...settings.env, METRICS_TOKEN: metricsToken }
  const start = async (port: number): Promise<ServerProcess> => startServerProcess({ ...settings, env, port })
  const servers: ServerProcess[] = []
  for (let index = 0; index < count; index += 1) servers.push(await start(await freePort()))
  const balancer = await startRoundRobin(servers.map(({ port }) => port))
  let kills = 0
  let isOneStarting = false

  async function killOne(random: Random): Promise<void> {
    const index = 1 + Math.floor(random.next() * (servers.length - 1))
    const victim = servers[index]
    if (!victim) return
    isOneStarting = true
    await victim.kill()
    kills += 1
    servers[index] = await start(victim.port)
    isOneStarting = false
  }

  return {
    balancer,
    kills: () => kills,
    survivor: () => {
      const { pid, url } = must(servers[0], 'a server')
      return { pid, url, metricsToken }
    },
    isOneStarting: () => isOneStarting,
    killUntil: async (end, { everyMs, random }) => {
      while (!end.aborted) {
        await wait(everyMs * (0.5 + random.next()), undefined, { signal: end }).catch(() => undefined)
        if (!end.aborted) await killOne(random)
      }
    },
    stop: async () => {
      await balancer.close()
      for (const server of servers) await server.stop()
    },
  }
}
