import { createHttpClient, type Fetch, type HttpClient } from '../../src/device/http/http-client.ts'
import type { Answer, Line } from './faulty-network.ts'
import type { Fuse } from './fuse.ts'
import type { WireCall } from './simulated-server.ts'

const never = new Promise<never>(() => undefined)

const toPayload = (body: unknown): string | Buffer | undefined =>
  body instanceof ArrayBuffer ? Buffer.from(body) : (body as string | undefined)

/** Pages so small that every pull takes several: the real size would fit a whole history. */
const rowsPerPage = 20

function withSmallPages(body: unknown): unknown {
  if (typeof body !== 'string' || !body.includes('"limit":')) return body
  return JSON.stringify({ ...(JSON.parse(body) as object), limit: rowsPerPage })
}

/** The browser's side of a call: cookies go along, a run that has ended hears nothing any more. */
function createBrowserFetch(line: Line, cookies: Map<string, string>, fuse: Fuse, expireTimers: () => void): Fetch {
  return async (url, init) => {
    fuse.step()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const payload = toPayload(withSmallPages(init.body))
    const call: WireCall = {
      method: init.method as WireCall['method'],
      url,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
      ...(payload === undefined ? {} : { payload }),
    }
    const hang = (): Promise<never> =>
      new Promise((_, reject) => {
        const abort = (): void => reject(new DOMException('aborted', 'AbortError'))
        // Its time may be up already: the clock that another call's silence let run out is this one's too.
        if (init.signal?.aborted) abort()
        init.signal?.addEventListener('abort', abort)
        setImmediate(expireTimers)
      })
    let answer: Answer
    try {
      answer = await line.send(call, hang)
    } catch (failure) {
      if (fuse.isBlown()) return never
      throw failure
    }
    if (fuse.isBlown()) return never
    const [name, value] = (answer.headers['set-cookie'] ?? '').split(';')[0]?.split('=') ?? []
    if (name && value) cookies.set(name, value)
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  }
}

export function createBrowserHttp(line: Line, cookies: Map<string, string>, fuse: Fuse): HttpClient {
  const timers = new Map<number, () => void>()
  let started = 0
  const expireTimers = (): void => {
    for (const expire of [...timers.values()]) expire()
  }
  return createHttpClient({
    fetch: createBrowserFetch(line, cookies, fuse, expireTimers),
    setTimeout: (callback) => {
      started += 1
      timers.set(started, callback)
      return started
    },
    clearTimeout: (timer) => timers.delete(timer),
    gzip: null,
  })
}
