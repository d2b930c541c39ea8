import * as v from 'valibot'
import { wireHeader } from '../../protocol/limits.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem, toApiProblem } from './api-problem.ts'
import type { Gzip } from './gzip.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface CallOptions {
  /** JSON, or bytes for a chunk. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

/**
 * Calls of our own server and of nobody else.
 *
 * Rejects with `ApiProblem` for what the server refused, `DeviceProblem` `network/unreachable`, `network/timeout`, or
 * `network/not-ours` for an answer that lacks our header or is no JSON of ours: a captive portal's 200 is not an answer.
 */
export interface HttpClient {
  call<S extends v.GenericSchema>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    schema: S,
    options?: CallOptions,
  ): Promise<v.InferOutput<S>>
}

export interface HttpParts {
  readonly fetch: Fetch
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout: (timer: never) => void
  /** Null: bodies go as they are. */
  readonly gzip: Gzip | null
}

/** A hung connection never fails by itself. */
const standardTimeoutMs = 30_000

/** Below it a body fits into a packet or two, and the time to compress it is more than the line saves. */
const gzipFromChars = 2_000

interface Body {
  readonly body?: BodyInit
  readonly headers: Record<string, string>
}

/** A day's records are five times smaller compressed: on a slow line that is the difference between 2 s and 10 s. */
async function bodyOf(body: unknown, gzip: Gzip | null): Promise<Body> {
  if (body === undefined) return { headers: {} }
  if (body instanceof ArrayBuffer) return { body, headers: { 'content-type': 'application/octet-stream' } }
  const json = { 'content-type': 'application/json' }
  const text = JSON.stringify(body)
  if (!gzip || text.length < gzipFromChars) return { body: text, headers: json }
  return { body: await gzip(text), headers: { ...json, 'content-encoding': 'gzip' } }
}

async function readAnswer(response: Response): Promise<unknown> {
  const isOurs = response.headers.get(wireHeader.name) === wireHeader.value
  const isJson = (response.headers.get('content-type') ?? '').includes('application/json')
  if (!isOurs || !isJson) throw new DeviceProblem('network/not-ours')
  // Cut on the way, this rejects as the line does; whole and yet no JSON, it is not ours.
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DeviceProblem('network/not-ours', cause)
  }
}

export function createHttpClient({ fetch, setTimeout, clearTimeout, gzip }: HttpParts): HttpClient {
  async function send(
    method: string,
    path: string,
    options: CallOptions,
    signal: AbortSignal,
  ): Promise<{ status: number; answer: unknown }> {
    const { body, headers } = await bodyOf(options.body, gzip)
    const response = await fetch(path, {
      method,
      headers: { ...headers, ...options.headers, [wireHeader.name]: wireHeader.value },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
      ...(body === undefined ? {} : { body }),
    })
    return { status: response.status, answer: await readAnswer(response) }
  }

  return {
    call: async (method, path, schema, options = {}) => {
      const abort = new AbortController()
      const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? standardTimeoutMs)
      try {
        const { status, answer } = await send(method, path, options, abort.signal)
        if (status >= 400) throw toApiProblem(status, answer)
        const checked = v.safeParse(schema, answer)
        if (!checked.success) throw new DeviceProblem('network/not-ours', checked.issues)
        return checked.output
      } catch (failure) {
        if (failure instanceof ApiProblem || failure instanceof DeviceProblem) throw failure
        throw new DeviceProblem(abort.signal.aborted ? 'network/timeout' : 'network/unreachable', failure)
      } finally {
        clearTimeout(timer as never)
      }
    },
  }
}
