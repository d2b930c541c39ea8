import type { FastifyInstance } from 'fastify'
import { EndSessionRequest, PasswordRequest, type OwnSessionsResponse } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { changeOwnPassword, endOwnSession, listOwnSessions } from '../services/own-sessions.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

/** What everybody may see to for themselves: where they are signed in, and their password. */
export function registerOwnAccountRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/sessions', async (request): Promise<OwnSessionsResponse> =>
    listOwnSessions(deps.store, await callerOf(request), deps.clock.now()),
  )

  app.post('/api/sessions/end', async (request) => {
    const caller = await callerOf(request)
    const { device } = parseInput(EndSessionRequest, request.body)
    await endOwnSession(deps, caller, device)
    return { done: true }
  })

  app.post('/api/password', async (request) => {
    const caller = await callerOf(request)
    await changeOwnPassword(deps, caller, parseInput(PasswordRequest, request.body), request.ip)
    return { done: true }
  })
}
