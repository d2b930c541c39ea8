import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../app-deps.ts'
import { repeat } from '../repeat.ts'
import { openLiveStream } from '../services/live-stream.ts'
import type { Caller } from '../services/sessions.ts'
import type { CallerOf } from './caller-of.ts'

/** GET /api/live: server-sent events that say only which of the caller's scopes changed. */
export function registerLiveRoutes(app: FastifyInstance, { live }: AppDeps, callerOf: CallerOf): void {
  const closers = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const close of [...closers]) close()
  })

  // A HEAD of a stream would never end.
  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const scopesOf = ({ memberships }: Caller) => new Set(memberships.map(({ scope }) => scope))
    const caller = await callerOf(request)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // nginx would otherwise keep events back until its buffer is full.
      'x-accel-buffering': 'no',
    })
    const close = openLiveStream({
      live,
      sink: raw,
      device: caller.device,
      scopes: scopesOf(caller),
      loadScopes: async () => scopesOf(await callerOf(request)),
      repeat,
    })
    closers.add(close)
    raw.on('close', () => {
      closers.delete(close)
      close()
    })
  })
}
