import { problemCodes, type ProblemCode } from '../../protocol/codes.ts'

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
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code)
