import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import { PartId, Sha256 } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { CommitRequest, HaveRequest, partSizes, type ChunkResponse } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import { showPart, type ShownPart } from '../services/show-part.ts'
import { commitPart, haveParts, putChunk } from '../services/take-parts.ts'
import type { CallerOf, UploaderOf } from './caller-of.ts'
import { assertContentDigest } from './content-digest.ts'
import { parseInput } from './request-input.ts'

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))
const ChunkPlace = v.object({ sha256: Sha256, index: wholeNumber, size: wholeNumber })
const ShownQuery = v.object({ partId: PartId, size: v.optional(v.picklist(partSizes), 'view') })

/**
 * A part never changes under its id, so a browser may keep it; for this person's session only, and never to run anything.
 *
 * A week: what is erased here is gone from the browsers of the office a week later.
 */
function sendPart(reply: FastifyReply, part: ShownPart): FastifyReply {
  return reply
    .header('cache-control', 'private, max-age=604800, immutable')
    .header('vary', 'cookie')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', part.fileName === null ? 'inline' : `attachment; filename="${part.fileName}"`)
    .header('content-length', part.sizeBytes)
    .type(part.mime)
    .send(part.body)
}

/** Uploads and downloads of parts; the calls of src/protocol/parts.ts. */
export function registerPartsRoutes(
  app: FastifyInstance,
  deps: AppDeps,
  callerOf: CallerOf,
  uploaderOf: UploaderOf,
): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: wireLimits.chunkBytes },
    (_request, body, done) => done(null, body),
  )

  app.post('/api/parts/have', async (request) => {
    const caller = await uploaderOf(request)
    return haveParts(deps, caller, parseInput(HaveRequest, request.body))
  })

  app.put('/api/parts/:sha256/:index', async (request): Promise<ChunkResponse> => {
    const caller = await uploaderOf(request)
    const place = parseInput(ChunkPlace, { ...(request.params as object), ...(request.query as object) })
    if (place.size > wireLimits.partBytes) throw new Problem('part/too-large', 'A part holds 64 MiB at most.')
    if (!Buffer.isBuffer(request.body)) throw new Problem('request/malformed', 'The body is application/octet-stream.')
    assertContentDigest(request.headers['content-digest'], request.body)
    await putChunk(deps, caller, {
      sha256: place.sha256,
      index: place.index,
      sizeBytes: place.size,
      bytes: request.body,
    })
    return { index: place.index, stored: true }
  })

  app.post('/api/parts/:sha256/commit', async (request) => {
    const caller = await uploaderOf(request)
    const { sha256 } = parseInput(v.object({ sha256: Sha256 }), request.params)
    const { sizeBytes } = parseInput(CommitRequest, request.body)
    return commitPart(deps, caller, sha256, sizeBytes)
  })

  app.get('/api/parts/:partId', async (request, reply) => {
    const caller = await callerOf(request)
    const { partId, size } = parseInput(ShownQuery, { ...(request.query as object), ...(request.params as object) })
    return sendPart(reply, await showPart(deps, caller, partId, size))
  })
}
