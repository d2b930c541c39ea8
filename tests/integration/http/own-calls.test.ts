import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiCalls } from '../../../src/server/openapi/api-calls.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

const ours = { 'x-xunhu': '1' }
const logout = (headers: InjectOptions['headers'], url = '/api/logout') =>
  server.app.inject({ method: 'POST', url, headers: { host: 'xunhu.local:8080', ...headers } })

const changing = apiCalls.filter((call) => call.method !== 'get')
const filled = (path: string): string => path.replace(/\{\w+\}/g, '0')

describe('a call that changes something', () => {
  test.each(changing.map((call) => [call.method.toUpperCase(), call.path]))(
    '[WIRE-1] %s %s without our header is not ours',
    async (method, path) => {
      const answer = await server.app.inject({ method: method as 'POST', url: filled(path) })
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'request/origin' }])
    },
  )

  test('[WIRE-1] is not ours however its path is written', async () => {
    expect((await logout({}, '/%61pi/logout')).json()).toMatchObject({ code: 'request/origin' })
  })

  test('[WIRE-1] from our own page is ours, from a program without an origin too', async () => {
    expect((await logout({ ...ours, origin: 'http://xunhu.local:8080' })).statusCode).toBe(200)
    expect((await logout(ours)).statusCode).toBe(200)
  })

  test.each(['https://evil.example', 'http://xunhu.local', 'https://xunhu.local:8080', 'null', ''])(
    '[WIRE-1] from the origin %j is not ours, our header or not',
    async (origin) => {
      expect((await logout({ ...ours, origin })).json()).toMatchObject({ code: 'request/origin' })
    },
  )
})

describe('every answer', () => {
  test.each([
    ['GET', '/api/about', 200],
    ['GET', '/api/session', 401],
    ['GET', '/api/nothing-here', 404],
    ['POST', '/api/logout', 403],
    ['GET', '/api/parts/%zz', 400],
  ] as const)(
    '[WIRE-2] [WIRE-10] %s %s (%i) carries our header and is kept by no cache',
    async (method, url, status) => {
      const answer = await server.app.inject({ method, url })
      expect(answer.statusCode).toBe(status)
      expect(answer.headers).toMatchObject({ 'x-xunhu': '1', 'content-type': 'application/json; charset=utf-8' })
      if (status !== 400) expect(answer.headers['cache-control']).toBe('no-store')
    },
  )
})
