import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId, ScopeId } from '../../../src/domain/ids.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { push } from '../../support/pushed-entries.ts'
import { tallyOf } from '../../support/sync-calls.ts'
import { codeOf, tryLogin, type LoginTry } from '../../support/login-tries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const dayMs = 86_400_000

let server: TestServer

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
})
afterEach(() => server.close())

const login = (given: LoginTry = {}): Promise<LightMyRequestResponse> => tryLogin(server, given)

const editPerson = (id: PersonId, change: Readonly<Record<string, unknown>>): Promise<unknown> =>
  server.deps.store.write(async (tx) => {
    const data = { id, number: id.slice(2), name: '示例', role: 'officer', scope: 'squad-1', active: true, ...change }
    await putAssignment(tx, { collection: 'people', id, scope: 'squad-1' as ScopeId, baseRev: 'any', data })
  })

describe('a session', () => {
  const isOpen = async (client: Awaited<ReturnType<TestServer['login']>>): Promise<boolean> =>
    (await client.call({ url: '/api/session' })).statusCode === 200

  test('[AUTH-8] answers who it is', async () => {
    const client = await server.login('1001')
    expect((await client.call({ url: '/api/session' })).json()).toMatchObject({ personId: 'p-1001', role: 'officer' })
  })

  test('[AUTH-5] without a cookie, or with a made-up one, is missing', async () => {
    for (const cookie of ['', 'xunhu=', `xunhu=${'A'.repeat(43)}`]) {
      expect(await codeOf(server.app.inject({ url: '/api/session', headers: { cookie } }))).toBe('session/missing')
    }
  })

  test('[AUTH-5] goes on as long as it is used every 44 days', async () => {
    const client = await server.login('1001')
    for (let month = 0; month < 4; month += 1) {
      server.clock.advance(44 * dayMs)
      expect(await isOpen(client)).toBe(true)
    }
  })

  test('[AUTH-5] ends 180 days after it began, however much it is used', async () => {
    const client = await server.login('1001')
    for (let week = 0; week < 25; week += 1) {
      server.clock.advance(7 * dayMs)
      expect(await isOpen(client)).toBe(true)
    }
    server.clock.advance(5 * dayMs + 1)
    expect(await isOpen(client)).toBe(false)
  })

  test('[AUTH-5] ends at the next sign-in on the same device, which has a secret of its own', async () => {
    const client = await server.login('1001')
    const next = await server.login('1001', client.device)
    expect([await isOpen(client), await isOpen(next)]).toEqual([false, true])
  })

  test('[AUTH-5] its cookie does not end before it', async () => {
    const [cookie] = (await login()).cookies
    expect(cookie?.maxAge).toBe(400 * 24 * 60 * 60)
  })

  test('[AUTH-5] ends 45 days after its last use', async () => {
    const client = await server.login('1001')
    server.clock.advance(45 * dayMs + 1)
    expect(await codeOf(client.call({ url: '/api/session' }))).toBe('session/missing')
  })

  test('[AUTH-5] ends at sign-out, on this device only', async () => {
    const [client, tablet] = [await server.login('1001'), await server.login('1001')]
    const answer = await client.call({ method: 'POST', url: '/api/logout' })
    expect([answer.statusCode, answer.cookies[0]?.value]).toEqual([200, ''])
    expect([await isOpen(client), await isOpen(tablet)]).toEqual([false, true])
  })

  test('[AUTH-5] ends when the person leaves, and what they had sent stays', async () => {
    const client = await server.login('1001')
    await push(server, client, [tallyOf(server, client)])
    await editPerson(client.personId, { active: false })
    expect(await isOpen(client)).toBe(false)
    expect(await server.deps.store.read((db) => db.selectFrom('entry').select('id').execute())).toHaveLength(1)
  })

  test('[AUTH-6] has the role that the person has now', async () => {
    const client = await server.login('1001')
    await editPerson(client.personId, { role: 'captain' })
    expect((await client.call({ url: '/api/session' })).json()).toMatchObject({ role: 'captain' })
  })
})
