import { afterEach, beforeEach, expect, test } from 'vitest'
import { Problem } from '../../../src/server/problem.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const statusOf = async (url: string): Promise<number> => (await server.app.inject({ url })).statusCode

test('a server whose store answers is alive and ready', async () => {
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200])
})

test('a server whose store does not answer is alive and not ready', async () => {
  const { read } = server.deps.store
  Object.assign(server.deps.store, { read: () => Promise.reject(new Problem('store/unavailable', 'No answer.')) })
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503])
  Object.assign(server.deps.store, { read })
})
