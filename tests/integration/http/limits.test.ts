import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
})
