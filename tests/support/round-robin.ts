import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RoundRobin {
  readonly url: string
  /** How many answers came back from each target so far. */
  answered(): readonly number[]
  close(): Promise<void>
}

/**
 * The plainest load balancer: call by call the next server, whoever calls.
 *
 * One that takes no connection is passed over; a call that breaks in the middle breaks for the caller too.
 */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const answered = ports.map(() => 0)
  let turn = 0

  const forward = (incoming: IncomingMessage, answer: ServerResponse, body: Buffer, triesLeft: number): void => {
    const index = turn++ % ports.length
    const { method, url: path, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: ports[index], method, path, headers }, (reply) => {
      answered[index] = (answered[index] ?? 0) + 1
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
      reply.on('error', () => answer.destroy())
    })
    onward.on('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ECONNREFUSED' && triesLeft > 0) forward(incoming, answer, body, triesLeft - 1)
      else answer.destroy()
    })
    answer.on('close', () => onward.destroy())
    onward.end(body)
  }

  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => forward(incoming, answer, Buffer.concat(pieces), ports.length - 1))
    incoming.on('error', () => answer.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered: () => [...answered],
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
