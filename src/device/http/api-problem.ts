import * as v from 'valibot'
import { problemCodes, type ProblemCode } from '../../protocol/codes.ts'
import { ProblemResponse } from '../../protocol/session.ts'

/** A failure that our server told us about, by its code; retry is decided from the code, never from text. */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string | number>>
  readonly retryAfterMs: number | undefined

  constructor(code: ProblemCode, params: Readonly<Record<string, string | number>> = {}, retryAfterMs?: number) {
    super(code)
    this.name = 'ApiProblem'
    this.code = code
    this.params = params
    this.retryAfterMs = retryAfterMs
  }

  get retry(): 'later' | 'never' | 'login' {
    return problemCodes[this.code].retry
  }

  get status(): number {
    return problemCodes[this.code].status
  }
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code)

/** What a status means where a newer server's code is not in this build's catalogue. */
const codeByStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'session/missing',
  403: 'access/denied',
  404: 'request/not-found',
  413: 'request/too-large',
  429: 'request/too-many',
  503: 'store/unavailable',
  507: 'store/full',
}

/** The failure that an answer of ours stands for. */
export function toApiProblem(status: number, answer: unknown): ApiProblem {
  const problem = v.safeParse(ProblemResponse, answer)
  const given = problem.success ? problem.output : undefined
  const fallback = codeByStatus[status] ?? (status >= 500 ? 'server/failed' : 'request/malformed')
  const code = given && isProblemCode(given.code) ? given.code : fallback
  return new ApiProblem(code, given?.params ?? {}, given?.retryAfterMs)
}
