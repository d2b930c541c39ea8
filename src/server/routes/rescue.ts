import type { FastifyInstance } from 'fastify'
import { wireLimits } from '../../protocol/limits.ts'
import { RescueRequest } from '../../protocol/rescue.ts'
import type { AppDeps } from '../app-deps.ts'
import { importRescue } from '../services/import-rescue.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

/** As for a push: entries, and the small parts beside them. */
const bodyLimit = 2 * wireLimits.pushBytes

export function registerRescueRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.post('/api/office/rescue', { bodyLimit }, async (request) => {
    const caller = await callerOf(request, 'importOffline')
    return importRescue(deps, caller, parseInput(RescueRequest, request.body))
  })
}
