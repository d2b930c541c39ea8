import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiCalls } from '../../src/server/openapi/api-calls.ts'
import { registeredCalls } from '../support/registered-calls.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

/** Names of what varies are the server's own business. */
const withoutNames = (path: string): string => path.replace(/\{[^}]*\}/g, '{}')

describe('the description of the API', () => {
  test('names every route that the server has, and no other', () => {
    const described = apiCalls.map((call) => `${call.method.toUpperCase()} ${withoutNames(call.path)}`)
    expect(described.sort()).toEqual([...registeredCalls(server.app)].sort())
  })

  test('says 401 where a session is needed and only there', async () => {
    for (const call of apiCalls) {
      const url = call.path
        .replace(/\{sha256\}/, '0'.repeat(64))
        .replace(/\{index\}/, '0')
        .replace(/\{[^}]*\}/, 'x')
      const method = call.method.toUpperCase() as 'GET' | 'POST' | 'PUT'
      const { statusCode, body } = await server.app.inject({ method, url, headers: { 'x-xunhu': '1' } })
      const isMissing = statusCode === 401 && body.includes('session/missing')
      expect([call.path, isMissing]).toEqual([call.path, call.session])
    }
  })

  test('is served as OpenAPI 3.1 without a session', async () => {
    const answer = await server.app.inject('/api/openapi.json')
    const document = answer.json() as {
      openapi: string
      paths: Record<string, Record<string, Record<string, unknown>>>
    }
    expect([answer.statusCode, document.openapi]).toEqual([200, '3.1.0'])
    expect(document.paths['/api/parts/{sha256}/{index}']?.['put']?.['parameters']).toMatchObject([
      { name: 'sha256', in: 'path', required: true, schema: { pattern: '^[0-9a-f]{64}$' } },
      { name: 'index', in: 'path', required: true },
      { name: 'size', in: 'query', required: true },
    ])
  })

  test('carries the limits that the routes check', async () => {
    const document = (await server.app.inject('/api/openapi.json')).json() as { paths: Record<string, unknown> }
    expect(JSON.stringify(document.paths['/api/sync'])).toContain('"maxItems":200')
    expect(JSON.stringify(document.paths['/api/parts/{sha256}/commit'])).toContain('missingChunks')
  })
})
