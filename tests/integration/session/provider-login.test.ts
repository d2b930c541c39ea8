import type { LightMyRequestResponse } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId, PersonId, ScopeId } from '../../../src/domain/ids.ts'
import { providerReturnPath, type ProviderQuestion } from '../../../src/protocol/session.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { codeOf, tryLogin } from '../../support/login-tries.ts'
import { providerClient, startOpenIdProvider, type OpenIdProvider } from '../../support/open-id-provider.ts'
import { createProviderVisit } from '../../support/provider-visit.ts'
import { newId } from '../../support/pushed-entries.ts'
import { freePort } from '../../support/server-process.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const publicUrl = 'http://127.0.0.1:1'
let port: number
let provider: OpenIdProvider
let server: TestServer

const settings = (claim = 'sub'): Readonly<Record<string, string>> => ({
  PUBLIC_URL: publicUrl,
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: providerClient.id,
  OIDC_CLIENT_SECRET: providerClient.secret,
  OIDC_CLAIM: claim,
  OIDC_NAME: '示例统一登录',
})

async function open(claim?: string): Promise<void> {
  server = await createTestServer({ oidc: settings(claim) })
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
}

beforeAll(async () => {
  port = await freePort()
  provider = await startOpenIdProvider(port, `${publicUrl}${providerReturnPath}`)
})
beforeEach(() => open())
afterEach(() => server.close())
afterAll(() => provider.close())

interface Begun {
  readonly url: string
  readonly cookie: string
}

const post = (url: string, payload: object, cookie = '', from = '10.0.0.1'): Promise<LightMyRequestResponse> =>
  server.app.inject({ method: 'POST', url, remoteAddress: from, headers: { 'x-xunhu': '1', cookie }, payload })

const cookieOf = (answer: LightMyRequestResponse, name: string): string =>
  `${name}=${answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''}`

async function begin(): Promise<Begun> {
  const answer = await post('/api/login/provider/begin', {})
  return { url: (answer.json() as ProviderQuestion).url, cookie: cookieOf(answer, 'xunhu-try') }
}

interface Answering {
  readonly devices?: Readonly<Record<string, DeviceId>>
  readonly newDevice?: DeviceId
}

const finish = (
  { search }: Pick<URL, 'search'>,
  cookie: string,
  { devices = {}, newDevice = newId<DeviceId>(server) }: Answering = {},
): Promise<LightMyRequestResponse> => post('/api/login/provider', { search, devices, newDevice }, cookie)

/** The whole way, as somebody whom the provider knows under this name. */
async function signInAs(name: string, answering: Answering = {}): Promise<LightMyRequestResponse> {
  const { url, cookie } = await begin()
  return finish(await createProviderVisit(provider.issuer).signIn(url, name), cookie, answering)
}

const linesOfAudit = async (act: string): Promise<number> =>
  (await server.deps.store.read((db) => db.selectFrom('audit_line').selectAll().where('act', '=', act).execute()))
    .length

const editPerson = (id: PersonId, active: boolean): Promise<unknown> =>
  server.deps.store.write((tx) =>
    putAssignment(tx, {
      collection: 'people',
      id,
      scope: 'squad-1' as ScopeId,
      baseRev: 'any',
      data: { id, number: id.slice(2), name: '示例', role: 'officer', scope: 'squad-1', active },
    }),
  )

describe('signing in through the provider', () => {
  test('[AUTH-15] is offered by its name where it is set, and is not there where it is not', async () => {
    expect((await server.app.inject('/api/about')).json()).toMatchObject({ provider: '示例统一登录' })
    const plain = await createTestServer()
    expect((await plain.app.inject('/api/about')).json()).toMatchObject({ provider: null })
    const refused = await plain.app.inject({
      method: 'POST',
      url: '/api/login/provider/begin',
      headers: { 'x-xunhu': '1' },
    })
    expect(refused.json()).toMatchObject({ code: 'request/not-found' })
    await plain.close()
  })

  test('[AUTH-15] asks for a code with PKCE, state and nonce, and that people show anew who they are', async () => {
    const asked = new URL((await begin()).url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${publicUrl}${providerReturnPath}`,
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '600',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
  })

  test('[AUTH-16] opens the session that a password opens: its cookie, its device, its line in the audit', async () => {
    const newDevice = newId<DeviceId>(server)
    const answer = await signInAs('1001', { newDevice })
    const byPassword = await tryLogin(server)
    expect(answer.json()).toEqual({ ...(byPassword.json() as object), device: newDevice })
    const sessionCookie = ({ cookies }: LightMyRequestResponse): object => ({
      ...cookies.find(({ name }) => name === 'xunhu'),
      value: '',
    })
    expect(sessionCookie(answer)).toEqual(sessionCookie(byPassword))
    expect(await linesOfAudit('session.opened')).toBe(2)
    const caller = await server.app.inject({ url: '/api/session', headers: { cookie: cookieOf(answer, 'xunhu') } })
    expect(caller.json()).toMatchObject({ personId: 'p-1001' })
  })

  test('[AUTH-16] takes of the browser’s devices the one of whoever it turns out to be; the session before ends', async () => {
    const first = await server.login('1001')
    const others = await server.login('1002')
    const devices = { '1001': first.device, '1002': others.device }
    expect((await signInAs('1001', { devices })).json()).toMatchObject({ device: first.device })
    expect(await codeOf(first.call({ url: '/api/session' }))).toBe('session/missing')
    expect((await others.call({ url: '/api/session' })).statusCode).toBe(200)
  })

  test('[AUTH-16] goes by the claim that is set, asked for where the ID token does not hold it', async () => {
    await server.close()
    await open('employee_number')
    expect((await signInAs('staff-1002')).json()).toMatchObject({ personId: 'p-1002' })
  })

  test('[AUTH-16] of somebody unknown here, or who has left, makes no account and opens nothing', async () => {
    const people = (): Promise<number> =>
      server.deps.store.read(
        async (db) =>
          (await db.selectFrom('assignment').selectAll().where('collection', '=', 'people').execute()).length,
      )
    const before = await people()
    await editPerson('p-1002' as PersonId, false)
    for (const name of ['7777', '1002', 'constructor', '__proto__']) {
      const answer = await signInAs(name)
      expect([answer.statusCode, await codeOf(Promise.resolve(answer))]).toEqual([403, 'login/no-account'])
      expect(answer.cookies.find((cookie) => cookie.name === 'xunhu')).toBeUndefined()
    }
    expect(await people()).toBe(before)
    expect(await linesOfAudit('session.opened')).toBe(0)
  })

  test('[AUTH-7] on a device that was revoked says so, and which device it is', async () => {
    const { device } = await server.login('1001')
    await server.deps.store.write((tx) =>
      tx.updateTable('device').set({ revoked: 1, revoked_as: 'stolen' }).where('id', '=', device).execute(),
    )
    const answer = await signInAs('1001', { devices: { '1001': device } })
    expect(answer.json()).toMatchObject({ code: 'device/revoked', params: { erase: 'atOnce', device } })
  })
})

describe('an answer that is not the one to our question', () => {
  const refused = 'login/provider-refused'

  test('[AUTH-17] with another state is refused', async () => {
    const { url, cookie } = await begin()
    const back = await createProviderVisit(provider.issuer).signIn(url, '1001')
    back.searchParams.set('state', 'x'.repeat(43))
    expect(await codeOf(finish(back, cookie))).toBe(refused)
  })

  test('[AUTH-17] with the code of a question that somebody else asked is refused', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    const back = await createProviderVisit(provider.issuer).signIn(theirs.url, '1001')
    expect(await codeOf(finish(back, mine.cookie))).toBe(refused)
    expect(await codeOf(finish(back, ''))).toBe(refused)
  })

  test('[AUTH-17] whose ID token has another nonce is refused', async () => {
    const { url, cookie } = await begin()
    const other = new URL(url)
    other.searchParams.set('nonce', 'another')
    expect(await codeOf(finish(await createProviderVisit(provider.issuer).signIn(other.href, '1001'), cookie))).toBe(
      refused,
    )
  })

  test('[AUTH-17] whose code was asked for with another challenge is refused', async () => {
    const { url, cookie } = await begin()
    const other = new URL(url)
    other.searchParams.set('code_challenge', 'y'.repeat(43))
    expect(await codeOf(finish(await createProviderVisit(provider.issuer).signIn(other.href, '1001'), cookie))).toBe(
      refused,
    )
  })

  test('[AUTH-17] that comes a second time is refused, and the browser has forgotten its try', async () => {
    const { url, cookie } = await begin()
    const back = await createProviderVisit(provider.issuer).signIn(url, '1001')
    const first = await finish(back, cookie)
    expect(first.statusCode).toBe(200)
    expect(first.cookies.find(({ name }) => name === 'xunhu-try')).toMatchObject({ value: '' })
    expect(await codeOf(finish(back, cookie))).toBe(refused)
  })

  test('[AUTH-17] in which somebody turned back is told as that', async () => {
    const { url, cookie } = await begin()
    expect(await codeOf(finish(await createProviderVisit(provider.issuer).cancel(url), cookie))).toBe('login/cancelled')
  })
})

describe('throttling', () => {
  test('[AUTH-17] made-up answers make their address wait, for passwords too; a question costs nothing', async () => {
    const { cookie } = await begin()
    const codes: string[] = []
    for (let count = 0; count < 33; count += 1)
      codes.push(await codeOf(finish({ search: `?code=${count}&state=x` }, cookie)))
    expect([codes[0], codes.at(-1)]).toEqual(['login/provider-refused', 'login/throttled'])
    expect(await codeOf(tryLogin(server))).toBe('login/throttled')
    expect((await tryLogin(server, { from: '10.0.0.2' })).statusCode).toBe(200)
  })

  test('[AUTH-17] while the provider is away it is told as that, however often, and passwords go on', async () => {
    const begun = await begin()
    const back = await createProviderVisit(provider.issuer).signIn(begun.url, '1001')
    await provider.close()
    try {
      for (let count = 0; count < 33; count += 1)
        expect(await codeOf(finish(back, begun.cookie))).toBe('login/provider-unavailable')
      expect((await tryLogin(server)).statusCode).toBe(200)
      const fresh = await createTestServer({ oidc: settings() })
      const asked = await fresh.app.inject({
        method: 'POST',
        url: '/api/login/provider/begin',
        headers: { 'x-xunhu': '1' },
      })
      expect([asked.statusCode, asked.json()]).toMatchObject([503, { code: 'login/provider-unavailable' }])
      await fresh.close()
    } finally {
      provider = await startOpenIdProvider(port, `${publicUrl}${providerReturnPath}`)
    }
  })
})
