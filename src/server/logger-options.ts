import type { FastifyServerOptions } from 'fastify'

interface LoggedRequest {
  readonly method: string
  readonly url: string
  readonly routeOptions?: { readonly url?: string | undefined }
}

/**
 * What a line of the log may hold: the call, its route and its outcome.
 *
 * No query, no body, no address and no id: a log is read by people who may see no case.
 */
export const loggerOptions = {
  level: process.env['LOG_LEVEL'] ?? 'warn',
  base: null,
  serializers: {
    req: (request: LoggedRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
  },
} satisfies FastifyServerOptions['logger']
