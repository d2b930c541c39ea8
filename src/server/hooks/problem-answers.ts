import type { FastifyError, FastifyInstance } from 'fastify'
import { problemCodes, type ProblemCode } from '../../protocol/codes.ts'
import type { ProblemResponse } from '../../protocol/session.ts'
import { Problem } from '../problem.ts'

/** What Fastify itself refuses, by its own codes. */
const fastifyCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request/malformed',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request/malformed',
  FST_ERR_BAD_URL: 'request/malformed',
}

function toProblem(failure: FastifyError | Problem): Problem {
  if (failure instanceof Problem) return failure
  const code = fastifyCodes[failure.code]
  if (code) return new Problem(code, failure.message)
  if (failure.statusCode === 400) return new Problem('request/malformed', 'The request cannot be read.')
  return new Problem('server/failed', 'Unexpected failure.', { cause: failure })
}

/** Every failure leaves as a code of the catalogue; the cause stays in the log, and no stack goes out. */
export function addProblemAnswers(app: FastifyInstance): void {
  app.setErrorHandler((failure: FastifyError, request, reply) => {
    const problem = toProblem(failure)
    if (problem.status >= 500) request.log.error({ code: problem.code, cause: describeCause(problem.cause) }, 'call failed')
    const body: ProblemResponse = {
      code: problem.code,
      message: problem.message,
      ...(Object.keys(problem.params).length > 0 ? { params: { ...problem.params } } : {}),
      ...(problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs }),
    }
    if (problem.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1000))
    return reply.code(problemCodes[problem.code].status).send(body)
  })
}

/** Where it went wrong, without the values that went wrong: messages of a database may quote a row. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return cause === undefined ? '' : 'unknown'
  const place = cause.stack?.split('\n').find((line) => line.includes('/src/'))?.trim() ?? ''
  return `${cause.name} ${(cause as { code?: string }).code ?? ''} ${place.replace(/\(.*\/src\//, '(src/')}`
}
