import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { apiCalls } from '../../../src/server/openapi/api-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterAll(() => server.close())

/** More than the largest import of the office. */
const hugeBytes = 16 * 1024 * 1024
const changing = apiCalls.filter((call) => call.method !== 'get' && call.body !== undefined)
const pathOf = (path: string): string => path.replace('{sha256}', '0'.repeat(64)).replace(/\{\w+\}/g, '0')

describe('a body that is huge', () => {
  test.each(changing.map((call) => [call.method.toUpperCase(), call.path, call.body === 'bytes'] as const))(
    '[WIRE-6] is not read by %s %s',
    async (method, path, isBytes) => {
      const type = isBytes ? 'application/octet-stream' : 'application/json'
      const { statusCode } = await officer.call({
        method: method as 'POST',
        url: `${pathOf(path)}${isBytes ? '?size=10' : ''}`,
        headers: { 'content-type': type, 'content-length': String(hugeBytes) },
        payload: Buffer.alloc(64, 0x20),
      })
      expect(statusCode).toBe(413)
    },
  )
})

describe('a client that is slow on purpose', () => {
  test('is cut off: its head after a minute, its request after five', () => {
    expect([server.app.server.headersTimeout, server.app.server.requestTimeout]).toEqual([60_000, 300_000])
  })

  describe('that goes on sending a byte now and then', () => {
    const head = 'POST /api/login HTTP/1.1\r\nhost: 127.0.0.1\r\nx-xunhu: 1\r\ncontent-type: application/json\r\n'
    let impatient: FastifyInstance
    let port: number
    beforeAll(async () => {
      const patience = { headMs: 300, requestMs: 600, lookEveryMs: 50, stopMs: 0 }
      impatient = await buildApp(server.deps, { logs: false, patience })
      await impatient.listen({ host: '127.0.0.1', port: 0 })
      port = (impatient.server.address() as AddressInfo).port
    })
    afterAll(() => impatient.close())

    /** Begins so, then sends a byte at a time, for as long as the line stands; resolves with what was answered before it fell. */
    async function drip(begin: string): Promise<string> {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (piece) => (answer += piece.toString()))
      // Written to when it was cut off already.
      socket.on('error', () => undefined)
      socket.write(begin)
      const dripping = setInterval(() => socket.write('x'), 20)
      await once(socket, 'close')
      clearInterval(dripping)
      return answer
    }

    test.each([
      ['its head', `${head}x-slow: `],
      ['its body', `${head}content-length: 100000\r\n\r\n{"number":"`],
    ])('is cut off in the midst of %s, and others are answered meanwhile', async (_, begin) => {
      const [answer, other] = await Promise.all([drip(begin), fetch(`http://127.0.0.1:${port}/api/about`)])
      expect(answer).toMatch(/^HTTP\/1.1 408 /)
      expect(other.status).toBe(200)
    })
  })
})
