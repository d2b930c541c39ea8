import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId } from '../../../src/domain/ids.ts'
import type { ProblemResponse } from '../../../src/protocol/session.ts'
import { newId } from '../../support/pushed-entries.ts'
import { codeOf, tryLogin, type LoginTry } from '../../support/login-tries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
})
afterEach(() => server.close())

const login = (given: LoginTry = {}): Promise<LightMyRequestResponse> => tryLogin(server, given)
const wrong = (more: LoginTry = {}): Promise<LightMyRequestResponse> => login({ password: 'not this one', ...more })
const waitOf = async (answer: Promise<LightMyRequestResponse>): Promise<number> =>
  ((await answer).json() as ProblemResponse).retryAfterMs ?? 0

describe('failed tries', () => {
  const fail = async (times: number, more: LoginTry = {}): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      server.clock.advance(await waitOf(wrong(more)))
    }
  }

  test('[AUTH-3] four are free, then each doubles the wait', async () => {
    for (let count = 0; count < 5; count += 1) expect(await codeOf(wrong())).toBe('login/refused')
    const waits: number[] = []
    for (let count = 0; count < 9; count += 1) {
      const waitMs = await waitOf(wrong())
      waits.push(waitMs)
      server.clock.advance(waitMs)
      expect(await codeOf(wrong())).toBe('login/refused')
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300].map((seconds) => seconds * 1000))
  })

  test('[AUTH-3] the right password waits too, and says for how long', async () => {
    for (let count = 0; count < 5; count += 1) await wrong()
    const answer = await login()
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toMatchObject([
      429,
      '2',
      { code: 'login/throttled', retryAfterMs: 2_000 },
    ])
    server.clock.advance(2_000)
    expect((await login()).statusCode).toBe(200)
  })

  test('[AUTH-3] nobody is locked out, however many they are', async () => {
    await fail(60)
    server.clock.advance(5 * 60_000)
    expect((await login()).statusCode).toBe(200)
  })

  test('[AUTH-3] made at once do not all go free', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(wrong())))
    expect(codes.filter((code) => code === 'login/refused')).toHaveLength(5)
  })

  test('[AUTH-3] good ones never wait for a server whose clock is behind another’s', async () => {
    expect((await login()).statusCode).toBe(200)
    server.clock.advance(-3_000)
    expect((await login({ number: '1002' })).statusCode).toBe(200)
  })

  test('[AUTH-3] of one number do not keep another one waiting', async () => {
    for (let count = 0; count < 6; count += 1) await wrong()
    expect((await login({ number: '1002' })).statusCode).toBe(200)
  })

  test('[AUTH-3] with many numbers from one address make that address wait, and no other', async () => {
    for (let count = 0; count < 31; count += 1) await wrong({ number: `80${count}` })
    expect(await codeOf(login({ number: '1002' }))).toBe('login/throttled')
    expect((await login({ number: '1002', from: '10.0.0.2' })).statusCode).toBe(200)
  })

  test('[AUTH-3] made elsewhere keep nobody waiting', async () => {
    for (let count = 0; count < 8; count += 1) await wrong({ from: '203.0.113.9' })
    expect(await codeOf(login({ from: '203.0.113.9' }))).toBe('login/throttled')
    expect((await login()).statusCode).toBe(200)
  })

  test('[AUTH-3] from many addresses together make the number wait, but not on a phone of its own', async () => {
    const { device } = await server.login('1001')
    for (let count = 0; count < 101; count += 1) await wrong({ from: `203.0.113.${count}` })
    expect(await codeOf(login())).toBe('login/throttled')
    expect(await codeOf(login({ device: newId<DeviceId>(server) }))).toBe('login/throttled')
    expect((await login({ device })).statusCode).toBe(200)
  })

  test('[AUTH-3] of a machine in the same office keep no phone waiting that its person has signed in on', async () => {
    const { device } = await server.login('1001')
    for (let count = 0; count < 31; count += 1) await wrong({ number: `80${count}` })
    for (let count = 0; count < 6; count += 1) await wrong()
    expect(await codeOf(login())).toBe('login/throttled')
    expect((await login({ device })).statusCode).toBe(200)
  })

  test('[AUTH-3] on a phone of one’s own make that phone wait', async () => {
    const { device } = await server.login('1001')
    for (let count = 0; count < 5; count += 1) expect(await codeOf(wrong({ device }))).toBe('login/refused')
    expect(await codeOf(login({ device }))).toBe('login/throttled')
    server.clock.advance(2_000)
    expect((await login({ device })).statusCode).toBe(200)
    for (let count = 0; count < 5; count += 1) expect(await codeOf(wrong({ device }))).toBe('login/refused')
  })

  test('[AUTH-3] are forgiven by a success', async () => {
    for (let count = 0; count < 4; count += 1) await wrong()
    await login()
    for (let count = 0; count < 5; count += 1) expect(await codeOf(wrong())).toBe('login/refused')
  })

  test('[AUTH-3] of forty people who then get in cost their office nothing', async () => {
    for (let count = 0; count < 40; count += 1) expect((await login()).statusCode).toBe(200)
    expect(await codeOf(wrong())).toBe('login/refused')
    expect((await login()).statusCode).toBe(200)
  })

  test('[AUTH-3] are forgotten after an hour, rows and all', async () => {
    for (let count = 0; count < 5; count += 1) await wrong()
    server.clock.advance(62 * 60_000)
    for (let count = 0; count < 5; count += 1) expect(await codeOf(wrong({ number: '1002' }))).toBe('login/refused')
    const rows = await server.deps.store.read((db) => db.selectFrom('login_throttle').select('key').execute())
    expect(rows.map((row) => row.key).sort()).toEqual(['address:10.0.0.1', 'number:1002', 'number:1002@10.0.0.1'])
  })

  test('[AUTH-3] are remembered over a restart', async () => {
    for (let count = 0; count < 5; count += 1) await wrong()
    server = await server.restart()
    expect(await codeOf(login())).toBe('login/throttled')
  })

  test('[AUTH-3] do not end the sessions that are there', async () => {
    const client = await server.login('1001')
    for (let count = 0; count < 8; count += 1) await wrong()
    expect((await client.call({ url: '/api/session' })).statusCode).toBe(200)
  })
})
