import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OwnSessionsResponse, ProblemResponse } from '../../../src/protocol/session.ts'
import { newId } from '../../support/pushed-entries.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

const nextPassword = 'another horse battery'

let server: TestServer
let phone: TestClient
let tablet: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  phone = await server.login('1001')
  server.clock.advance(60_000)
  tablet = await server.login('1001')
})
afterEach(() => server.close())

const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
const codeOf = async (answer: ReturnType<TestClient['call']>): Promise<string> =>
  ((await answer).json() as ProblemResponse).code
const sessionsOf = async (client: TestClient): Promise<OwnSessionsResponse['sessions']> =>
  ((await client.call({ url: '/api/sessions' })).json() as OwnSessionsResponse).sessions
const isOpen = async (client: TestClient): Promise<boolean> =>
  (await client.call({ url: '/api/session' })).statusCode === 200
const signIn = (password: string) =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-xunhu': '1' },
    payload: { number: '1001', password, device: newId(server) },
  })

describe('[AUTH-13] one’s own sessions', () => {
  test('are listed with when they began and were last used, and hold no secret', async () => {
    const now = new Date(server.clock.now()).toISOString()
    const began = new Date(server.clock.now() - 60_000).toISOString()
    expect(await sessionsOf(phone)).toEqual([
      { device: tablet.device, startedAt: now, lastSeenAt: now, app: '', here: false },
      { device: phone.device, startedAt: began, lastSeenAt: began, app: '', here: true },
    ])
  })

  test('are ended one by one, from any of them', async () => {
    expect((await post(phone, '/api/sessions/end', { device: tablet.device })).statusCode).toBe(200)
    expect([await isOpen(phone), await isOpen(tablet)]).toEqual([true, false])
  })

  test('are nobody else’s', async () => {
    const other = await server.login('1002')
    expect((await sessionsOf(other)).map(({ device }) => device)).toEqual([other.device])
    expect(await codeOf(post(other, '/api/sessions/end', { device: phone.device }))).toBe('request/not-found')
    expect(await isOpen(phone)).toBe(true)
  })
})

describe('[AUTH-14] one’s own password', () => {
  const change = (current: string, next: string) => post(phone, '/api/password', { current, next })

  test('is changed with the present one; whoever is signed in elsewhere is out', async () => {
    expect((await change(testPassword, nextPassword)).json()).toEqual({ done: true })
    expect([await isOpen(phone), await isOpen(tablet)]).toEqual([true, false])
    expect((await signIn(testPassword)).statusCode).toBe(401)
    expect((await signIn(nextPassword)).statusCode).toBe(200)
  })

  test('is not found out by trying from a session', async () => {
    for (let count = 0; count < 5; count += 1)
      expect(await codeOf(change('a guess', nextPassword))).toBe('login/refused')
    expect(await codeOf(change(testPassword, nextPassword))).toBe('login/throttled')
    expect(await isOpen(tablet)).toBe(true)
  })

  test.each([
    ['short', 'length'],
    ['12345678', 'tooCommon'],
    ['1001-1001', 'holdsNumber'],
  ])('%s is too weak (%s), wherever it is set', async (password, rule) => {
    const weak = { code: 'password/weak', params: { rule } }
    expect((await change(testPassword, password)).json()).toMatchObject(weak)
    await server.addPerson('9001', 'admin', 'bureau')
    const admin = await server.login('9001')
    const data = { id: 'p-1001', number: '1001', name: '张', role: 'officer', scope: 'squad-1', active: true }
    const edit = { collection: 'people', id: 'p-1001', scope: 'squad-1', baseRev: 1, data, password }
    const answer = await post(admin, '/api/office/assignments', edit)
    expect(answer.json()).toMatchObject(password === 'short' ? { code: 'request/malformed' } : weak)
    expect((await signIn(testPassword)).statusCode).toBe(200)
  })
})
