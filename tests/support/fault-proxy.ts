import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { problemCodes, type ProblemCode } from '../../src/protocol/codes.ts'
import { loginPage } from './captive-portal.ts'

/**
 * What happens to the next requests.
 *
 * `down`: no connection. `hang`: taken, and never answered. `portal`: a login page with 200 for everything. `answerLost`: the
 * server does the work, and the line dies before a byte comes back. `refuse`: our server's own word, as for a call that it
 * does not take.
 */
export type Fault =
  'none' | 'down' | 'hang' | 'portal' | 'answerLost' | { readonly refuse: ProblemCode; readonly retryAfterMs?: number }

export interface FaultOptions {
  /** Only requests whose address begins so, or matches. */
  readonly path?: string | RegExp
  readonly times?: number
}

export interface FaultProxy {
  readonly url: string
  readonly port: number
  /** Requests whose answer was lost so far. */
  lostAnswers(): number
  /** Requests that hang now. */
  hanging(): number
  /** How many requests have come so far. */
  calls(): number
  /** Method and address of each of them. */
  requests(): readonly string[]
  /** Applies `fault` to the requests that `options` names (default: all, until changed). */
  setFault(fault: Fault, options?: FaultOptions): void
  close(): Promise<void>
}

function refuse(answer: ServerResponse, { refuse: code, retryAfterMs }: Exclude<Fault, string>): void {
  answer.writeHead(problemCodes[code].status, {
    'x-xunhu': '1',
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  })
  answer.end(JSON.stringify({ code, message: 'by the line', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }))
}

/** A line between phone and server on which calls fail; same origin for the phone whether the server is there or not. */
export async function startFaultProxy(port: number, targetPort: number): Promise<FaultProxy> {
  let fault: Fault = 'none'
  let path: string | RegExp = '/'
  let timesLeft = Infinity
  let lost = 0
  const hanging = new Set<IncomingMessage>()
  const requests: string[] = []

  const faultFor = (url: string): Fault => {
    const isMeant = typeof path === 'string' ? url.startsWith(path) : path.test(url)
    if (fault === 'none' || timesLeft <= 0 || !isMeant) return 'none'
    timesLeft -= 1
    return fault
  }

  const forward = (incoming: IncomingMessage, answer: ServerResponse, loseAnswer: boolean): void => {
    const onward = request(
      { host: '127.0.0.1', port: targetPort, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (reply) => {
        if (loseAnswer) {
          reply.resume().on('end', () => {
            lost += 1
            incoming.socket.destroy()
          })
          return
        }
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      },
    )
    onward.on('error', () => incoming.socket.destroy())
    answer.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }

  const hang = (incoming: IncomingMessage, answer: ServerResponse): void => {
    hanging.add(incoming)
    answer.on('close', () => hanging.delete(incoming))
    incoming.resume()
  }

  const server = createServer((incoming, answer) => {
    requests.push(`${incoming.method} ${incoming.url}`)
    const now = faultFor(incoming.url ?? '/')
    if (now === 'down') incoming.socket.destroy()
    else if (now === 'hang') hang(incoming, answer)
    else if (now === 'portal') answer.setHeader('content-type', 'text/html').end(loginPage)
    else if (typeof now === 'object') refuse(answer, now)
    else forward(incoming, answer, now === 'answerLost')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    lostAnswers: () => lost,
    hanging: () => hanging.size,
    calls: () => requests.length,
    requests: () => [...requests],
    setFault: (next, options = {}) => {
      fault = next
      path = options.path ?? '/'
      timesLeft = options.times ?? Infinity
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
