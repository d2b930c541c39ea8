import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId, PersonId, ScopeId } from '../../../src/domain/ids.ts'
import type { AssignmentDoc } from '../../../src/domain/journal/assignment.ts'
import type { ProblemResponse } from '../../../src/protocol/session.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { newId, push } from '../../support/pushed-entries.ts'
import { tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, testPassword, type TestServer } from '../../support/test-server.ts'

const dayMs = 86_400_000

let server: TestServer

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
})
afterEach(() => server.close())

interface Try {
  readonly number?: string
  readonly password?: string
  readonly device?: DeviceId
  readonly from?: string
}

const login = ({
  number = '1001',
  password = testPassword,
  device,
  from = '10.0.0.1',
}: Try = {}): Promise<LightMyRequestResponse> =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    remoteAddress: from,
    headers: { 'x-xunhu': '1' },
    payload: { number, password, device: device ?? newId<DeviceId>(server) },
  })
const wrong = (more: Try = {}): Promise<LightMyRequestResponse> => login({ password: 'not this one', ...more })
const codeOf = async (answer: Promise<LightMyRequestResponse>): Promise<string> =>
  ((await answer).json() as ProblemResponse).code
const waitOf = async (answer: Promise<LightMyRequestResponse>): Promise<number> =>
  ((await answer).json() as ProblemResponse).retryAfterMs ?? 0

const editPerson = (id: PersonId, change: Readonly<Record<string, unknown>>): Promise<unknown> =>
  server.deps.store.write(async (tx) => {
    const data = { id, number: id.slice(2), name: '示例', role: 'officer', scope: 'squad-1', active: true, ...change }
    await putAssignment(tx, { collection: 'people', id, scope: 'squad-1' as ScopeId, baseRev: 'any', data })
  })

describe('signing in', () => {
  test('[AUTH-1] says who it is, whose feeds they read, and the bureau’s time', async () => {
    expect((await login()).json()).toEqual({
      personId: 'p-1001',
      number: '1001',
      name: '示例1001',
      role: 'officer',
      members: [
        { scope: 'bureau', role: 'officer' },
        { scope: 'squad-1', role: 'officer' },
      ],
      epoch: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      now: new Date(server.clock.now()).toISOString(),
      timeZone: 'Asia/Shanghai',
      sample: false,
    })
  })

  test('[AUTH-1] gives a cookie that no script reads and no other site sends, with 256 bits', async () => {
    const [cookie] = (await login()).cookies
    expect(cookie).toMatchObject({ name: 'xunhu', httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(Buffer.from(cookie?.value ?? '', 'base64url')).toHaveLength(32)
  })

  test('[AUTH-1] leaves nothing in the database that opens a session', async () => {
    const [cookie] = (await login()).cookies
    const rows = await server.deps.store.read((db) => db.selectFrom('session').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(cookie?.value)
  })

  test('[AUTH-2] refuses a wrong password, an unknown number and a person who left alike', async () => {
    await editPerson('p-1002' as PersonId, { active: false })
    const answers = await Promise.all([wrong(), login({ number: '7777' }), login({ number: '1002' })])
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1)
    expect(answers[0]?.json()).toMatchObject({ code: 'login/refused' })
  })

  test.each([{}, { number: '' }, { password: 'x'.repeat(201) }, { device: 'phone' }, { number: 1001 }])(
    '[WIRE-6] with %j is malformed',
    async (change) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/login',
        headers: { 'x-xunhu': '1' },
        payload:
          Object.keys(change).length === 0 ? {} : { number: '1001', password: 'x', device: newId(server), ...change },
      })
      expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
    },
  )
})

describe('failed tries', () => {
  const fail = async (times: number, more: Try = {}): Promise<void> => {
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

describe('a device', () => {
  test('[AUTH-4] belongs to who signed in on it first', async () => {
    const { device } = await server.login('1001')
    expect(await codeOf(login({ number: '1002', device }))).toBe('session/wrong-person')
    expect((await login({ device })).statusCode).toBe(200)
  })

  test('[AUTH-7] that was revoked is told so at every call', async () => {
    const client = await server.login('1001')
    await server.deps.store.write((tx) =>
      tx.updateTable('device').set({ revoked: 1 }).where('id', '=', client.device).execute(),
    )
    expect(await codeOf(client.call({ url: '/api/session' }))).toBe('device/revoked')
    expect(await codeOf(login({ device: client.device }))).toBe('device/revoked')
  })
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

test('[AUTH-1] a password whose hash is of an older cost is hashed anew at the next sign-in', async () => {
  const hashOf = async (): Promise<string | undefined> =>
    (
      await server.deps.store.read((db) =>
        db.selectFrom('person_secret').select('password_hash').where('person_id', '=', 'p-1001').executeTakeFirst(),
      )
    )?.password_hash
  const dear = { ...server.deps, passwords: { ...server.deps.passwords, isOutdated: () => true } }
  const before = await hashOf()
  Object.assign(server.deps, dear)
  expect((await login()).statusCode).toBe(200)
  expect(await hashOf()).not.toBe(before)
  expect((await login()).statusCode).toBe(200)
})

test('[AUTH-6] a document of a person never holds a secret', async () => {
  const client = await server.login('1001')
  const answer = await push(server, client, [])
  const people = answer.deltas
    .flatMap((delta) => delta.assignments as AssignmentDoc[])
    .filter(({ collection }) => collection === 'people')
  expect(people.length).toBeGreaterThan(0)
  expect(JSON.stringify(people)).not.toMatch(/argon2|password/)
})
