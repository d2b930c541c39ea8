import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { PartId, Sha256 } from '../../domain/ids.ts'
import { UnitAnswerRequest, UnitExtensionRequest } from '../../protocol/outside.ts'
import { CommitRequest, type ChunkResponse } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { createCallLimit } from '../services/call-limit.ts'
import { commitUnitPhoto, putUnitChunk, takeUnitAnswer } from '../services/take-unit-answer.ts'
import { takeUnitExtension } from '../services/take-unit-extension.ts'
import { readUnitSheet, showSheetPhoto } from '../services/unit-sheet.ts'
import { readChunk } from './chunk-input.ts'
import { parseInput } from './request-input.ts'
import { sendPart } from './send-part.ts'

/** Nine pictures in chunks are some 50 calls; a whole unit, or a mobile network's customers, share one address. */
const perAddress = { calls: 600, windowMs: 60_000 }

/** 43 characters are 32 bytes in base64url. */
const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/

/** `-` is nobody's token: one that cannot be read is answered like one that is not known. */
const tokenIn = ({ headers }: FastifyRequest): string => bearer.exec(headers.authorization ?? '')?.[1] ?? '-'

/**
 * What a unit without an account reads and sends through its link.
 *
 * The token comes in a header, never in an address and never as a cookie: no log holds it, and no other site can have it sent.
 */
export function registerUnitLinkRoutes(app: FastifyInstance, deps: AppDeps): void {
  const countCall = createCallLimit(deps.clock, perAddress)
  /** Before its body is read. */
  const onRequest = async (request: FastifyRequest): Promise<void> => countCall(request.ip)

  app.get('/api/unit-link', { onRequest }, (request) => readUnitSheet(deps, tokenIn(request)))

  app.get('/api/unit-link/photos/:partId', { onRequest }, async (request, reply) => {
    const { partId } = parseInput(v.object({ partId: PartId }), request.params)
    return sendPart(reply, await showSheetPhoto(deps, tokenIn(request), partId), 'notAtAll')
  })

  app.put('/api/unit-link/parts/:sha256/:index', { onRequest }, async (request): Promise<ChunkResponse> => {
    const chunk = readChunk(request)
    await putUnitChunk(deps, tokenIn(request), chunk)
    return { index: chunk.index, stored: true }
  })

  app.post('/api/unit-link/parts/:sha256/commit', { onRequest }, async (request) => {
    const { sha256 } = parseInput(v.object({ sha256: Sha256 }), request.params)
    const { sizeBytes } = parseInput(CommitRequest, request.body)
    return commitUnitPhoto(deps, tokenIn(request), sha256, sizeBytes)
  })

  app.post('/api/unit-link/answers', { onRequest }, async (request) => {
    await takeUnitAnswer(deps, tokenIn(request), parseInput(UnitAnswerRequest, request.body))
    return { received: true }
  })

  app.post('/api/unit-link/extensions', { onRequest }, async (request) => {
    await takeUnitExtension(deps, tokenIn(request), parseInput(UnitExtensionRequest, request.body))
    return { received: true }
  })
}
