import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import type { AppDeps } from './app-deps.ts'
import { finishBeforeClosing } from './hooks/finish-before-closing.ts'
import { addOwnCallsOnly } from './hooks/own-calls-only.ts'
import { addProblemAnswers, answerBrokenRequest, sendProblem } from './hooks/problem-answers.ts'
import { addSecurityHeaders } from './hooks/security-headers.ts'
import { addShallowBodies } from './hooks/shallow-bodies.ts'
import { loggerOptions, type LogSink } from './logger-options.ts'
import { registerAssignmentRoutes } from './routes/assignments.ts'
import { registerAuditRoutes } from './routes/audit.ts'
import { registerBaseMapRoutes } from './routes/base-map.ts'
import { createCallerOf, createUploaderOf } from './routes/caller-of.ts'
import { registerComplaintRoutes } from './routes/complaints.ts'
import { compression } from './routes/compression.ts'
import { registerDeviceRoutes } from './routes/devices.ts'
import { registerEvidenceRoutes } from './routes/evidence.ts'
import { registerExportRoutes } from './routes/exports.ts'
import { registerHealthRoutes } from './routes/health.ts'
import { registerLiveRoutes } from './routes/live.ts'
import { registerOfficeRoutes } from './routes/office.ts'
import { registerOpenApiRoutes } from './routes/openapi.ts'
import { registerOutsideUnitRoutes } from './routes/outside-units.ts'
import { registerOwnAccountRoutes } from './routes/own-account.ts'
import { registerOwnCalendarRoutes } from './routes/own-calendar.ts'
import { registerPartsRoutes } from './routes/parts.ts'
import { registerProviderLoginRoutes } from './routes/provider-login.ts'
import { registerRescueRoutes } from './routes/rescue.ts'
import { registerSessionRoutes } from './routes/session.ts'
import { registerStaticApp } from './routes/static-app.ts'
import { registerSyncRoutes } from './routes/sync.ts'
import { registerUnitLinkRoutes } from './routes/unit-link.ts'
import { createSessions } from './services/sessions.ts'

/** What a client may take for its head and for the whole of its request, and how often those that take longer are cut off. */
export interface Patience {
  readonly headMs: number
  readonly requestMs: number
  readonly lookEveryMs: number
  /** For the rest of it, once the server is told to stop. */
  readonly stopMs: number
}

/** A chunk of 128 KiB takes 35 s on a line of 30 kbit/s; what is slower than this sends nothing. */
const standardPatience: Patience = { headMs: 60_000, requestMs: 300_000, lookEveryMs: 30_000, stopMs: 10_000 }

export interface AppOptions {
  readonly logs: boolean
  /** Standard output where it is left out. */
  readonly logTo?: LogSink
  /** As above where it is left out. */
  readonly patience?: Patience
}

function createInstance(
  { config }: AppDeps,
  { logs, logTo, patience: { headMs, requestMs, lookEveryMs } = standardPatience }: AppOptions,
): FastifyInstance {
  return fastify({
    logger: logs ? loggerOptions(config.logLevel, logTo) : false,
    requestTimeout: requestMs,
    http: { headersTimeout: headMs, connectionsCheckingInterval: lookEveryMs },
    bodyLimit: 1024 * 1024,
    trustProxy: config.publicUrl === '' ? false : [...config.trustedProxies],
    routerOptions: { maxParamLength: 200 },
    // What is idle or slow by then; see finishBeforeClosing.
    forceCloseConnections: true,
    frameworkErrors: sendProblem,
    clientErrorHandler: answerBrokenRequest,
  })
}

/** Builds the server from its parts; does not listen. */
export async function buildApp(deps: AppDeps, options: AppOptions = { logs: true }): Promise<FastifyInstance> {
  const app = createInstance(deps, options)
  addProblemAnswers(app)
  await addSecurityHeaders(app, deps.config)
  addOwnCallsOnly(app, deps.config)
  addShallowBodies(app)
  // Its library is read by those servers alone that are watched.
  if (deps.config.metricsToken !== '') (await import('./metrics/register-metrics.ts')).registerMetrics(app, deps)
  await app.register(cookie)
  await app.register(compress, compression)

  const sessions = createSessions(deps)
  const callerOf = createCallerOf(sessions, deps.config)
  const uploaderOf = createUploaderOf(sessions, deps.config)
  registerHealthRoutes(app, deps)
  registerSessionRoutes(app, deps, sessions)
  registerProviderLoginRoutes(app, deps, sessions)
  registerOwnAccountRoutes(app, deps, callerOf)
  registerOwnCalendarRoutes(app, deps, callerOf)
  registerSyncRoutes(app, deps, callerOf, uploaderOf)
  registerPartsRoutes(app, deps, callerOf, uploaderOf)
  registerBaseMapRoutes(app, deps, callerOf)
  registerOfficeRoutes(app, deps, callerOf)
  registerComplaintRoutes(app, deps, callerOf)
  registerOutsideUnitRoutes(app, deps, callerOf)
  registerUnitLinkRoutes(app, deps)
  registerAssignmentRoutes(app, deps, callerOf)
  registerAuditRoutes(app, deps, callerOf)
  registerDeviceRoutes(app, deps, callerOf)
  registerExportRoutes(app, deps, callerOf)
  registerEvidenceRoutes(app, deps, callerOf)
  registerRescueRoutes(app, deps, callerOf)
  registerLiveRoutes(app, deps, callerOf)
  registerOpenApiRoutes(app)
  await registerStaticApp(app, deps)
  // After the hook that ends what listens for news: such an answer is never finished.
  finishBeforeClosing(app, (options.patience ?? standardPatience).stopMs)
  return app
}
