import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId, ScopeId } from '../../../src/domain/ids.ts'
import type { AssignmentDoc } from '../../../src/domain/journal/assignment.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { newId, push } from '../../support/pushed-entries.ts'
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

test('[AUTH-1] a password that is changed while it is hashed anew stays changed', async () => {
  const { passwords, store } = server.deps
  const changed = await passwords.hash('another horse battery')
  const slow = async (password: string): Promise<string> => {
    await store.write((tx) =>
      tx.updateTable('person_secret').set({ password_hash: changed }).where('person_id', '=', 'p-1001').execute(),
    )
    return passwords.hash(password)
  }
  Object.assign(server.deps, { passwords: { ...passwords, hash: slow, isOutdated: () => true } })
  await login()
  Object.assign(server.deps, { passwords })
  expect((await login({ password: 'another horse battery' })).statusCode).toBe(200)
})
