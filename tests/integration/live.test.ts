import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findingOf, push } from '../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../support/test-server.ts'

let server: TestServer
let officer: TestClient
let baseUrl: string

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-2')
  officer = await server.login('1001')
  baseUrl = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => server.close())

const device = '018f0000-0000-7000-8000-00000000000b'

/** Signs in over the wire and listens; `until` resolves with all text once it holds what is waited for. */
async function listen(
  number: string,
): Promise<{ readonly until: (wanted: string) => Promise<string>; readonly ended: () => Promise<string> }> {
  const headers = { 'x-xunhu': '1', 'content-type': 'application/json' }
  const payload = JSON.stringify({ number, password: 'correct horse battery', device })
  const login = await fetch(`${baseUrl}/api/login`, { method: 'POST', headers, body: payload })
  const answer = await fetch(`${baseUrl}/api/live`, {
    headers: { cookie: login.headers.getSetCookie().join('; ').split(';')[0] ?? '' },
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  const reader = (answer.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const readUntil = async (isEnough: () => boolean): Promise<string> => {
    while (!isEnough()) {
      const { done, value } = await reader.read()
      if (done) return text
      text += decoder.decode(value, { stream: true })
    }
    return text
  }
  return {
    until: (wanted) => readUntil(() => text.includes(wanted)),
    ended: () => readUntil(() => false).catch(() => text),
  }
}

describe('live news', () => {
  test('[SYNC-27] names the squad that changed, and nothing of what changed', async () => {
    const stream = await listen('2001')
    await stream.until(': open')
    await push(server, officer, [findingOf(server, officer, 'squad-1', { note: 'planted' }).entry])
    const text = await stream.until('event: news')
    expect(text).toContain('data: {"scopes":["squad-1"]}')
    expect(text).not.toContain('planted')
  })

  test('[SYNC-27] of another squad are not told', async () => {
    const stream = await listen('1002')
    await stream.until(': open')
    await push(server, officer, [findingOf(server, officer, 'squad-1').entry])
    server.deps.live.publish(['squad-2' as never])
    expect(await stream.until('event: news')).not.toContain('squad-1')
  })

  test('end with the server, and do not keep it from ending', async () => {
    const stream = await listen('2001')
    await stream.until(': open')
    await server.app.close()
    expect(await stream.ended()).toContain(': open')
  })
})
