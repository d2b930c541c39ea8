import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { createTestServer, testPassword, type TestServer } from '../../support/test-server.ts'

/** No test waits for it: one that does not end before hangs, and fails by that. */
const longMs = 600_000
const patience = { headMs: 60_000, requestMs: 60_000, lookEveryMs: 1_000 }

let server: TestServer
let app: FastifyInstance
const sockets: Socket[] = []

async function listen(stopMs: number): Promise<void> {
  app = await buildApp(server.deps, { logs: false, patience: { ...patience, stopMs } })
  await app.listen({ host: '127.0.0.1', port: 0 })
}

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await app.close()
  await server.close()
})

interface Line {
  send(text: string): void
  /** All that was answered before the line fell. */
  readonly fell: Promise<string>
}

async function openLine(): Promise<Line> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  let answer = ''
  socket.on('data', (piece) => (answer += piece.toString()))
  // Written to when it was cut off already.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { send: (text) => socket.write(text), fell: once(socket, 'close').then(() => answer) }
}

const body = (device: string): string => JSON.stringify({ number: '1001', password: testPassword, device })
const device = '018f0000-0000-7000-8000-000000000001'
const head = (length: number): string =>
  `POST /api/login HTTP/1.1\r\nhost: 127.0.0.1\r\nx-xunhu: 1\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`

/** Resolves once the server has read the head of a call, whose body is not all there. */
async function beginCall(): Promise<Line> {
  const line = await openLine()
  const read = once(app.server, 'request')
  line.send(`${head(body(device).length)}${body(device).slice(0, 20)}`)
  await read
  return line
}

describe('a server that is told to stop', () => {
  test('answers what it has begun to read, takes nothing new, and ends', async () => {
    await listen(longMs)
    const [begun, idle] = [await beginCall(), await openLine()]
    const closing = app.close()
    idle.send('GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n')
    expect(await idle.fell).toContain('503')
    begun.send(body(device).slice(20))
    expect(await begun.fell).toContain('200 OK')
    await closing
  })

  test('ends at once where nothing is under way, whoever is connected or listens for news', async () => {
    await listen(longMs)
    const silent = await openLine()
    const { headers } = await app
      .inject({
        method: 'POST',
        url: '/api/login',
        headers: { 'x-xunhu': '1' },
        payload: body(device),
      })
      .then(({ cookies }) => ({
        headers: `cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`,
      }))
    const news = await openLine()
    const asked = once(app.server, 'request')
    news.send(`GET /api/live HTTP/1.1\r\nhost: 127.0.0.1\r\nx-xunhu: 1\r\n${headers}\r\n\r\n`)
    await asked
    await app.close()
    expect(await silent.fell).toBe('')
    await news.fell
  })

  test('does not wait longer than it may for a client that never ends', async () => {
    await listen(1)
    const begun = await beginCall()
    await app.close()
    expect(await begun.fell).toBe('')
  })
})
