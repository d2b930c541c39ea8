import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

/** What happens to the next requests. `answerLost`: the server does the work, and the line dies before a byte comes back. */
export type Fault = 'none' | 'down' | 'answerLost'

export interface FaultProxy {
  readonly url: string
  readonly port: number
  /** Requests whose answer was lost so far. */
  lostAnswers(): number
  /** Applies `fault` to requests whose path starts with `path`, `times` times (default: until changed). */
  setFault(fault: Fault, options?: { readonly path?: string; readonly times?: number }): void
  close(): Promise<void>
}

/** A line between phone and server that can be cut; same origin for the phone whether the server is there or not. */
export async function startFaultProxy(port: number, targetPort: number): Promise<FaultProxy> {
  let fault: Fault = 'none'
  let path = '/'
  let timesLeft = Infinity
  let lost = 0

  const faultFor = (url: string): Fault => {
    if (fault === 'none' || timesLeft <= 0 || !url.startsWith(path)) return 'none'
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

  const server = createServer((incoming, answer) => {
    const now = faultFor(incoming.url ?? '/')
    if (now === 'down') incoming.socket.destroy()
    else forward(incoming, answer, now === 'answerLost')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    lostAnswers: () => lost,
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
