import type { FastifyInstance, FastifyRequest } from 'fastify'
import { wireHeader } from '../../protocol/limits.ts'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'

const isOurOrigin = (request: FastifyRequest, config: Config): boolean => {
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === config.publicUrl || origin === `${request.protocol}://${request.headers.host ?? ''}`
}

/**
 * A call that changes something must carry our header and, where the browser names an origin, come from ours.
 *
 * Another site's page can send neither; every answer carries the header too, so that a captive portal's is not taken for ours.
 */
export function addOwnCallsOnly(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return
    reply.header(wireHeader.name, wireHeader.value)
    reply.header('cache-control', 'no-store')
    if (request.method === 'GET' || request.method === 'HEAD') return
    const hasHeader = request.headers[wireHeader.name] === wireHeader.value
    if (!hasHeader || !isOurOrigin(request, config)) throw new Problem('request/origin', 'Not a call of our own app.')
  })
}
