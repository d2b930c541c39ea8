import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import type { AppDeps } from './app-deps.ts'
import { addOwnCallsOnly } from './hooks/own-calls-only.ts'
import { addProblemAnswers } from './hooks/problem-answers.ts'
import { addSecurityHeaders } from './hooks/security-headers.ts'
import { loggerOptions } from './logger-options.ts'
import { registerAssignmentRoutes } from './routes/assignments.ts'
import { createCallerOf } from './routes/caller-of.ts'
import { registerHealthRoutes } from './routes/health.ts'
import { registerLiveRoutes } from './routes/live.ts'
import { registerOfficeRoutes } from './routes/office.ts'
import { registerOpenApiRoutes } from './routes/openapi.ts'
import { registerPartsRoutes } from './routes/parts.ts'
import { registerSessionRoutes } from './routes/session.ts'
import { registerStaticApp } from './routes/static-app.ts'
import { registerSyncRoutes } from './routes/sync.ts'
import { createSessions } from './services/sessions.ts'

/** A body that arrives slower than this is given up: a phone on a dying line will send it again. */
const requestTimeoutMs = 60_000

/** Builds the server from its parts; does not listen. */
export async function buildApp(deps: AppDeps, options: { readonly logs: boolean } = { logs: true }): Promise<FastifyInstance> {
  const app = fastify({
    logger: options.logs ? loggerOptions : false,
    requestTimeout: requestTimeoutMs,
    bodyLimit: 1024 * 1024,
    trustProxy: deps.config.publicUrl !== '',
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  })
  addProblemAnswers(app)
  await addSecurityHeaders(app, deps.config)
  addOwnCallsOnly(app, deps.config)
  await app.register(cookie)
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 })

  const sessions = createSessions(deps)
  const callerOf = createCallerOf(sessions, deps.config)
  registerHealthRoutes(app, deps)
  registerSessionRoutes(app, deps, sessions)
  registerSyncRoutes(app, deps, callerOf)
  registerPartsRoutes(app, deps, callerOf)
  registerOfficeRoutes(app, deps, callerOf)
  registerAssignmentRoutes(app, deps, callerOf)
  registerLiveRoutes(app, deps, callerOf)
  registerOpenApiRoutes(app)
  await registerStaticApp(app, deps.distDir)
  return app
}
