import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const request = {
  token: 'test-setup-token',
  bureauName: '某区城管局',
  number: '9001',
  name: '赵管理',
  password: 'a long enough one',
}
const post = (url: string, payload: object): Promise<LightMyRequestResponse> =>
  server.app.inject({ method: 'POST', url, headers: { 'x-xunhu': '1' }, payload })
const setUp = (change: Partial<typeof request> = {}): Promise<LightMyRequestResponse> =>
  post('/api/setup', { ...request, ...change })
const isEmpty = async (): Promise<unknown> =>
  ((await server.app.inject({ url: '/api/about' })).json() as { empty: unknown }).empty

describe('setting up an empty bureau', () => {
  test('[AUTH-9] makes the first administrator, who signs in with the password given', async () => {
    expect(await isEmpty()).toBe(true)
    expect((await setUp()).statusCode).toBe(200)
    expect(await isEmpty()).toBe(false)
    const { number, password } = request
    expect((await post('/api/login', { number, password, device: newId(server) })).json()).toMatchObject({
      role: 'admin',
      name: '赵管理',
    })
  })

  test('[AUTH-9] brings the checklists and the table of categories along', async () => {
    await setUp()
    const rows = await server.deps.store.read((db) =>
      db.selectFrom('assignment').select('collection').distinct().orderBy('collection').execute(),
    )
    expect(rows.map((row) => row.collection)).toEqual(expect.arrayContaining(['standards', 'templates']))
  })

  test.each(['', 'test-setup-tokeN', '一二三四五六七八九十一二三四五六'])(
    '[AUTH-9] with the token %j is closed',
    async (token) => {
      expect((await setUp({ token })).json()).toMatchObject({ code: 'setup/closed' })
      expect(await isEmpty()).toBe(true)
    },
  )

  test('[AUTH-9] a second time is closed, also for two at once', async () => {
    const answers = await Promise.all([setUp(), setUp({ number: '9002', name: '钱管理' })])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
    expect((await setUp({ number: '9003' })).json()).toMatchObject({ code: 'setup/closed' })
  })

  test.each([{ password: 'short' }, { number: '9 1' }, { name: '' }])(
    '[AUTH-9] with %j is malformed and changes nothing',
    async (change) => {
      expect((await setUp(change)).json()).toMatchObject({ code: 'request/malformed' })
      expect(await isEmpty()).toBe(true)
    },
  )

  test('[AUTH-9] is closed where people are', async () => {
    await server.addPerson('1001', 'officer', 'squad-1')
    expect((await setUp()).json()).toMatchObject({ code: 'setup/closed' })
    const client = await server.login('1001')
    expect((await push(server, client, [])).members).toHaveLength(2)
  })
})
