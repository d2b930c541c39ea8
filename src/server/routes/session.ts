import type { FastifyInstance } from 'fastify'
import {
  ErasedReport,
  LoginRequest,
  SetupRequest,
  type AboutResponse,
  type SessionResponse,
} from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { readEpoch } from '../services/epoch.ts'
import { login } from '../services/login.ts'
import type { Caller, Sessions } from '../services/sessions.ts'
import { isEmpty, setUp } from '../services/setup.ts'
import { parseInput } from './request-input.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts'

/** Who is signed in, as signing in and `GET /api/session` answer. */
export async function describeSession(deps: AppDeps, caller: Caller): Promise<SessionResponse> {
  return {
    personId: caller.personId,
    number: caller.person.number,
    name: caller.person.name,
    role: caller.person.role,
    members: caller.memberships.map(({ scope, role }) => ({ scope, role })),
    epoch: await deps.store.read(readEpoch),
    now: new Date(deps.clock.now()).toISOString(),
    timeZone: deps.config.timeZone,
    sample: deps.sample,
  }
}

/** Signing in and out, and the first administrator. */
export function registerSessionRoutes(app: FastifyInstance, deps: AppDeps, sessions: Sessions): void {
  app.get('/api/about', async (): Promise<AboutResponse> => ({
    sample: deps.sample,
    empty: await isEmpty(deps.store),
    timeZone: deps.config.timeZone,
    now: new Date(deps.clock.now()).toISOString(),
    provider: deps.config.identity?.name ?? null,
  }))

  app.post('/api/login', async (request, reply) => {
    const secret = await login(deps, sessions, parseInput(LoginRequest, request.body), request.ip)
    // Also where `device/revoked` follows: with the cookie a lost device can make its last upload, and nothing else.
    setSessionCookie(reply, deps.config, secret)
    return describeSession(deps, await sessions.callerOf(secret))
  })

  app.post('/api/logout', async (request, reply) => {
    const secret = readSessionCookie(request, deps.config)
    if (secret) await sessions.close(secret)
    clearSessionCookie(reply, deps.config)
    return { signedOut: true }
  })

  app.post('/api/devices/erased', async (request, reply) => {
    const device = await sessions.revokedDeviceOf(readSessionCookie(request, deps.config))
    await sessions.closeErased(device, parseInput(ErasedReport, request.body).keptPeople)
    clearSessionCookie(reply, deps.config)
    return { done: true }
  })

  app.get('/api/session', async (request) =>
    describeSession(deps, await sessions.callerOf(readSessionCookie(request, deps.config))),
  )

  app.post('/api/setup', async (request) => {
    await setUp(deps, parseInput(SetupRequest, request.body))
    return { done: true }
  })
}
