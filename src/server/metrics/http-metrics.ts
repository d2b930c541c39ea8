import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

const liveRoute = '/api/live'
const syncRoute = '/api/sync'

/** From an idle sync (≤ 3 ms) to a chunk of a photo on a line of 30 kbit/s (35 s). */
const bucketsSeconds = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]

/** The route's pattern, never the path itself: a path holds ids. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown'

interface PushedResult {
  readonly status: string
}

const resultsOf = (payload: unknown): readonly PushedResult[] => {
  const { results } = (payload ?? {}) as { readonly results?: unknown }
  return Array.isArray(results) ? (results as readonly PushedResult[]) : []
}

/** Counts calls by route, method and status, what became of pushed records, and open streams of news. */
export function addHttpMetrics(app: FastifyInstance, registry: Registry): void {
  const registers = [registry]
  const durations = new Histogram({
    name: 'xunhu_http_request_duration_seconds',
    help: 'From the request line to the last byte of the answer; streams of news apart.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: bucketsSeconds,
    registers,
  })
  const pushed = new Counter({
    name: 'xunhu_pushed_entries_total',
    help: 'Records pushed by phones and by the office, by what became of them; a repeat counts again.',
    labelNames: ['status'] as const,
    registers,
  })
  const streams = new Gauge({ name: 'xunhu_live_streams', help: 'Open streams of news.', registers })

  app.addHook('onRequest', async (request, reply) => {
    if (routeOf(request) !== liveRoute) return
    streams.inc()
    reply.raw.once('close', () => streams.dec())
  })
  app.addHook('preSerialization', async (request, _reply, payload) => {
    if (routeOf(request) === syncRoute) for (const { status } of resultsOf(payload)) pushed.inc({ status })
    return payload
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    if (route === liveRoute) return
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}
