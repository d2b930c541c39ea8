import type { FastifyInstance } from 'fastify'
import { wireLimits } from '../../protocol/limits.ts'
import { BlockRequest, SyncRequest } from '../../protocol/sync.ts'
import type { AppDeps } from '../app-deps.ts'
import { pullBlock } from '../services/pull-block.ts'
import { sync } from '../services/sync.ts'
import type { CallerOf, UploaderOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

/** The push's own limit, and the small parts and cursors beside it. */
const bodyLimit = 2 * wireLimits.pushBytes

const isLastUpload = (body: unknown): boolean => (body as { lastUpload?: unknown } | null)?.lastUpload === true

export function registerSyncRoutes(
  app: FastifyInstance,
  deps: AppDeps,
  callerOf: CallerOf,
  uploaderOf: UploaderOf,
): void {
  app.post('/api/sync', { bodyLimit }, async (request) => {
    const caller = await (isLastUpload(request.body) ? uploaderOf(request) : callerOf(request))
    return sync(deps, caller, parseInput(SyncRequest, request.body))
  })

  app.post('/api/sync/block', async (request) => {
    const caller = await callerOf(request)
    const asked = parseInput(BlockRequest, request.body)
    // Rare, and a fault of ours each time: a phone does not hold what its feed gave.
    request.log.warn('a device reads a block of a feed again')
    return pullBlock(deps, caller, asked)
  })
}
