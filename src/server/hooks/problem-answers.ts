import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import type { ProblemCode } from '../../protocol/codes.ts'
import { wireHeader } from '../../protocol/limits.ts'
import type { ProblemResponse } from '../../protocol/session.ts'
import { Problem } from '../problem.ts'

/** What Fastify itself refuses, by its own codes. */
const fastifyCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request/malformed',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request/malformed',
  FST_CP_ERR_INVALID_CONTENT_ENCODING: 'request/malformed',
  FST_CP_ERR_INVALID_CONTENT: 'request/malformed',
  FST_ERR_BAD_URL: 'request/malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'request/not-found',
}

function toProblem(failure: FastifyError | Problem): Problem {
  if (failure instanceof Problem) return failure
  const code = fastifyCodes[failure.code]
  if (code) return new Problem(code, 'The request cannot be taken as it is.')
  if (failure.statusCode === 400) return new Problem('request/malformed', 'The request cannot be read.')
  return new Problem('server/failed', 'Unexpected failure.', { cause: failure })
}

const toBody = ({ code, message, params, retryAfterMs }: Problem): ProblemResponse => ({
  code,
  message,
  ...(Object.keys(params).length > 0 ? { params: { ...params } } : {}),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

/** Where it went wrong, without the values that went wrong: messages of a database may quote a row. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return cause === undefined ? '' : 'unknown'
  const lines = cause.stack?.split('\n') ?? []
  const place = lines.find((line) => /^\s+at .*\/src\//.test(line))?.trim() ?? ''
  return `${cause.name} ${(cause as { code?: string }).code ?? ''} ${place.replace(/\(?[^ ]*\/src\//, 'src/')}`
}

/** Answers a failure by its code; the cause stays in the log, and no stack goes out. */
export function sendProblem(failure: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(failure)
  if (problem.status >= 500)
    request.log.error({ code: problem.code, cause: describeCause(problem.cause ?? failure) }, 'call failed')
  if (problem.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1000))
  return reply.code(problem.status).header(wireHeader.name, wireHeader.value).send(toBody(problem))
}

export function addProblemAnswers(app: FastifyInstance): void {
  app.setErrorHandler(sendProblem)
}

/** What is no HTTP at all never reaches a route: a plain answer by hand, where the line still takes one. */
export function answerBrokenRequest(failure: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable) return
  // Who was too slow may send the same again, on a better line.
  const status = failure.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
  const body = JSON.stringify(toBody(new Problem('request/malformed', 'This is not HTTP.')))
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
