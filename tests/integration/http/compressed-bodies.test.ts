import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

const post = (payload: Buffer, encoding: string) =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-xunhu': '1', 'content-type': 'application/json', 'content-encoding': encoding },
    payload,
  })

const login = JSON.stringify({ number: '9999', password: 'wrong', device: '01890000-0000-7000-8000-00000000d001' })

describe('[WIRE-11] a compressed body', () => {
  test('is read as if it had come plain', async () => {
    expect((await post(gzipSync(login), 'gzip')).json()).toMatchObject({ code: 'login/refused' })
  })

  test('that unpacks to more than the limit is too large, however small it came', async () => {
    const bomb = gzipSync(JSON.stringify({ number: 'x'.repeat(64 * 1024 * 1024) }))
    const answer = await post(bomb, 'gzip')
    expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'request/too-large' }])
  })

  test.each([
    ['does not unpack', Buffer.from(login), 'gzip'],
    ['is cut off', gzipSync(login).subarray(0, 20), 'gzip'],
    ['is in an encoding of which the page says nothing', brotliCompressSync(login), 'br'],
  ])('that %s is malformed', async (_name, payload, encoding) => {
    const answer = await post(payload, encoding)
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
  })
})
