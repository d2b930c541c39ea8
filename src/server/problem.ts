import { problemCodes, type ProblemCode } from '../protocol/codes.ts'

/** A failure that a client is told about: a code of the closed catalogue, words for developers, and nothing personal. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string | number>>
  readonly retryAfterMs: number | undefined

  constructor(
    code: ProblemCode,
    message: string,
    more: { params?: Readonly<Record<string, string | number>>; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.params = more.params ?? {}
    this.retryAfterMs = more.retryAfterMs
  }

  get status(): number {
    return problemCodes[this.code].status
  }
}

/** Nothing was taken because the disk is full; what only reads can go on. */
export const isStoreFull = (failure: unknown): boolean => failure instanceof Problem && failure.code === 'store/full'

/** Nothing is known to be written, whatever the reason; what was read before stands. */
export const isStoreUnwritable = (failure: unknown): boolean =>
  isStoreFull(failure) || (failure instanceof Problem && failure.code === 'store/unavailable')
