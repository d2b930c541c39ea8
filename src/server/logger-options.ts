import type { FastifyServerOptions } from 'fastify'
import type { LogLevel } from './config/settings.ts'

interface LoggedRequest {
  readonly method: string
  readonly routeOptions?: { readonly url?: string | undefined }
}

/** Where lines go when not to standard output. */
export interface LogSink {
  write(line: string): void
}

/** All that a line may say beside its words: numbers, codes, and what the serializers below leave of a call and a failure. */
const allowed = ['req', 'res', 'responseTime', 'err', 'code', 'cause', 'parts']

const onlyAllowed = (said: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(said).filter(([key]) => allowed.includes(key)))

/**
 * What a line of the log may hold: the call, its route and its outcome.
 *
 * No query, no body, no address, no id and no error's text: a log is read by people who may see no case.
 */
export const loggerOptions = (level: LogLevel, sink?: LogSink): NonNullable<FastifyServerOptions['logger']> => ({
  level,
  base: null,
  formatters: { log: onlyAllowed },
  serializers: {
    req: (request: LoggedRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    err: (failure: Error & { code?: string }) => ({
      type: failure.name,
      message: '',
      stack: '',
      code: failure.code ?? '',
    }),
  },
  ...(sink ? { stream: sink } : {}),
})
