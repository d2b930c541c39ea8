import type { Gzip } from '../../src/device/http/gzip.ts'
import { createHttpClient, type HttpClient } from '../../src/device/http/http-client.ts'

export interface ScriptedCall {
  readonly method: string
  readonly path: string
  /** Parsed where it was JSON. */
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

export interface ScriptedAnswer {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Sent as JSON, a string as it is. */
  readonly body: unknown
}

/** Says what comes back; may throw as a line does, or return a promise that never ends. */
export type Script = (call: ScriptedCall) => ScriptedAnswer | Promise<ScriptedAnswer>

export interface ScriptedLine {
  readonly http: HttpClient
  readonly calls: readonly ScriptedCall[]
  /** Lets every timeout that runs now end. */
  expire(): void
  /** The timeouts that run now, ms. */
  timeoutsMs(): readonly number[]
}

const ours = { 'x-xunhu': '1', 'content-type': 'application/json' }

const parse = (body: unknown): unknown => (typeof body === 'string' ? JSON.parse(body) : body)

/** The real HTTP client on a line that answers by script; bodies go as they are unless it is given a compressor. */
export function createScriptedLine(script: Script, gzip: Gzip | null = null): ScriptedLine {
  const calls: ScriptedCall[] = []
  const timers = new Map<number, { readonly callback: () => void; readonly delayMs: number }>()
  let started = 0
  const http = createHttpClient({
    fetch: (path, init) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => reject(new DOMException('aborted', 'AbortError'))
        if (init.signal?.aborted) giveUp()
        init.signal?.addEventListener('abort', giveUp)
        const call = {
          method: init.method ?? '',
          path,
          body: parse(init.body),
          headers: init.headers as Record<string, string>,
        }
        calls.push(call)
        Promise.resolve(call)
          .then(script)
          .then(({ status = 200, headers = ours, body }) =>
            resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })),
          )
          .catch(reject)
      }),
    setTimeout: (callback, delayMs) => {
      started += 1
      timers.set(started, { callback, delayMs })
      return started
    },
    clearTimeout: (timer) => timers.delete(timer),
    gzip,
  })
  return {
    http,
    calls,
    expire: () => {
      for (const { callback } of [...timers.values()]) callback()
    },
    timeoutsMs: () => [...timers.values()].map(({ delayMs }) => delayMs),
  }
}

/** A line that answers nothing for as long as it is asked. */
export const silence = (): Promise<never> => new Promise(() => undefined)

/** As a browser reports every failure of the line. */
export const brokenLine = (): never => {
  throw new TypeError('Failed to fetch')
}

export const problem = (status: number, code: string, retryAfterMs?: number): ScriptedAnswer => ({
  status,
  body: { code, message: 'scripted', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
})
