import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Registry } from 'prom-client'
import type { AppDeps } from '../app-deps.ts'
import type { MissedSights } from '../audit/missed-sights.ts'
import { freeBytesIn } from '../free-bytes.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { addHttpMetrics } from './http-metrics.ts'
import { readState, type ServerState } from './read-state.ts'
import { createStateMetrics } from './state-metrics.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function addMissedSights(registry: Registry, { total }: MissedSights): void {
  new Counter({
    name: 'xunhu_missed_sights_total',
    help: 'Looks at cases, originals or complainants that the audit could not take: the store was full or away.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(total())
    },
  })
}

/** Prometheus gives up after ten seconds: what needs no database has to come in time. */
const stateWithinMs = 5_000

/** Null where the database does not answer, or a way to it that is gone without a word keeps its answer. */
async function stateInTime(store: Store): Promise<ServerState | null> {
  const answered = new AbortController()
  const late = wait(stateWithinMs, null, { signal: answered.signal })
  try {
    return await Promise.race([store.query(readState).catch(() => null), late])
  } finally {
    answered.abort()
  }
}

/**
 * GET /metrics in Prometheus' text format, of this one process, for who shows `METRICS_TOKEN`.
 *
 * No id, no name, no place: who watches the machine may see no case. To others there is no such page.
 */
export function registerMetrics(app: FastifyInstance, { store, config, clock, missedSights }: AppDeps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addHttpMetrics(app, registry)
  const showState = createStateMetrics(registry)
  addMissedSights(registry, missedSights)
  const wanted = digest(`Bearer ${config.metricsToken}`)

  app.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      throw new Problem('request/not-found', 'No such page.')
    const state = await stateInTime(store)
    showState({ state, freeBytes: await freeBytesIn(config.dataDir), nowMs: clock.now() })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
