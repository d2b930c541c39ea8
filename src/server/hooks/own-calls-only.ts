import type { FastifyInstance, FastifyRequest } from 'fastify'
import { wireHeader } from '../../protocol/limits.ts'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'

const isOurOrigin = (request: FastifyRequest, config: Config): boolean => {
  const { origin } = request.headers
  if (origin === undefined) return true
  const ours = [config.publicUrl, `${request.protocol}://${request.headers.host ?? ''}`]
  return origin !== '' && ours.includes(origin)
}

const reads: readonly string[] = ['GET', 'HEAD']

/**
 * A call that changes something must carry our header and, where the browser names an origin, come from ours.
 *
 * Another site's page can send neither; every answer carries the header too, so that a captive portal's is not taken for ours.
 */
export function addOwnCallsOnly(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request, reply) => {
    // The route's own path: the one in the request may be written in other ways (`/%61pi/…`).
    if ((request.routeOptions.url ?? request.url).startsWith('/api/')) {
      reply.header(wireHeader.name, wireHeader.value)
      reply.header('cache-control', 'no-store')
    }
    if (reads.includes(request.method)) return
    const hasHeader = request.headers[wireHeader.name] === wireHeader.value
    if (!hasHeader || !isOurOrigin(request, config)) throw new Problem('request/origin', 'Not a call of our own app.')
  })
}
