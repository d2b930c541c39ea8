import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { PartId, Sha256 } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { CommitRequest, HaveRequest, partSizes, type ChunkResponse } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { showPart } from '../services/show-part.ts'
import { haveParts } from '../services/have-parts.ts'
import { commitPart, putChunk } from '../services/take-parts.ts'
import type { CallerOf, UploaderOf } from './caller-of.ts'
import { readChunk } from './chunk-input.ts'
import { parseInput } from './request-input.ts'
import { sendPart } from './send-part.ts'

const ShownQuery = v.object({ partId: PartId, size: v.optional(v.picklist(partSizes), 'view') })

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
    const chunk = readChunk(request)
    await putChunk(deps, caller, chunk)
    return { index: chunk.index, stored: true }
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
    return sendPart(reply, await showPart(deps, caller, partId, size), 'aWeek', request.headers.range)
  })
}
