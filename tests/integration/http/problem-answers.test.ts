import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let port: number
beforeAll(async () => {
  server = await createTestServer()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = server.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => server.close())

const post = (payload: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-xunhu': '1', 'content-type': 'application/json', ...headers },
    payload,
  })

async function raw(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  return text(socket)
}

describe('what cannot be read', () => {
  test.each([
    ['cut off', '{"number":'],
    ['empty', ''],
    ['a bare word', 'hello'],
    ['null', 'null'],
    ['a poisoned prototype', '{"__proto__":{"number":"1"}}'],
    ['nested too deep', '['.repeat(100_000)],
  ])('[WIRE-6] JSON that is %s is malformed', async (_name, payload) => {
    const answer = await post(payload)
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    '[WIRE-6] a body of type %s is malformed',
    async (type) => {
      const answer = await post('{"number":"1001"}', { 'content-type': type })
      expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
    },
  )

  test('[WIRE-6] a body over the limit is too large', async () => {
    const answer = await post(JSON.stringify({ number: 'x'.repeat(1024 * 1024) }))
    expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'request/too-large' }])
  })

  test('[WIRE-3] a path that is no path is malformed', async () => {
    const answer = await server.app.inject({ url: '/api/office/cases/%E4%' })
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
  })

  test('[WIRE-3] what is no HTTP is answered all the same', async () => {
    const answer = await raw('HELO xunhu\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('"code":"request/malformed"')
  })
})

describe('what is not there', () => {
  test.each(['/api', '/api/', '/api/office', '/nothing', '/api/parts'])('[WIRE-3] %s is not found', async (url) => {
    const answer = await server.app.inject({ url })
    expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: 'request/not-found' }])
  })

  test('[WIRE-3] a path that is longer than any of ours is not found', async () => {
    const answer = await server.app.inject({ url: `/api/office/cases/${'x'.repeat(5_000)}` })
    expect(answer.json()).toMatchObject({ code: 'request/not-found' })
  })
})

describe('a fault of the program', () => {
  test('[WIRE-3] tells its code and nothing of itself', async () => {
    const { read } = server.deps.store
    Object.assign(server.deps.store, { read: () => Promise.reject(new Error('张三 lives at 30.598')) })
    const answer = await server.app.inject({ url: '/api/about' })
    Object.assign(server.deps.store, { read })
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({ code: 'server/failed', message: 'Unexpected failure.' })
  })
})
