import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import { PublishBaseMapRequest, type BaseMapArchive, type BaseMapResponse } from '../../protocol/base-map.ts'
import type { AppDeps } from '../app-deps.ts'
import { openBaseMap, publishBaseMap, readBaseMap } from '../services/base-map.ts'
import { byteRangeOf } from './byte-range.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

const MapName = v.object({ sha256: Sha256 })

/** A file never changes under its hash. */
const sayKept = (reply: FastifyReply, sha256: Sha256): FastifyReply =>
  reply
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('vary', 'cookie')
    .header('etag', `"${sha256}"`)
    .header('accept-ranges', 'bytes')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .type('application/octet-stream')

/** The bureau's offline map; the calls of src/protocol/base-map.ts. */
export function registerBaseMapRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/base-map', async (request): Promise<BaseMapResponse> => {
    await callerOf(request)
    return readBaseMap(deps)
  })

  app.get('/api/base-map/:sha256', async (request, reply) => {
    await callerOf(request)
    const { sha256 } = parseInput(MapName, request.params)
    const { archive } = await readBaseMap(deps)
    const range = byteRangeOf(request.headers.range, archive?.sizeBytes ?? 0)
    if (range === 'unsatisfiable' && archive?.sha256 === sha256)
      return reply.code(416).header('content-range', `bytes */${archive.sizeBytes}`).send()
    const part = range === null || range === 'unsatisfiable' ? undefined : range
    const { sizeBytes, stream } = await openBaseMap(deps, sha256, part)
    sayKept(reply, sha256)
    if (!part) return reply.header('content-length', sizeBytes).send(stream)
    return reply
      .code(206)
      .header('content-range', `bytes ${part.fromByte}-${part.toByte}/${sizeBytes}`)
      .header('content-length', part.toByte - part.fromByte + 1)
      .send(stream)
  })

  app.post('/api/office/base-map', async (request): Promise<BaseMapArchive> => {
    const caller = await callerOf(request, 'manageSetUp')
    return publishBaseMap(deps, caller, parseInput(PublishBaseMapRequest, request.body))
  })
}
