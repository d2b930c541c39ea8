import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { loadConfig } from '../../../src/server/config.ts'
import { newId } from '../../support/pushed-entries.ts'
import { createTestServer, testPassword, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let distDir: string
let app: FastifyInstance
let publicApp: FastifyInstance

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  distDir = await mkdtemp(join(tmpdir(), 'xunhu-dist-'))
  await mkdir(join(distDir, 'assets'))
  await Promise.all([
    writeFile(join(distDir, 'index.html'), '<!doctype html><title>巡护</title>'),
    writeFile(join(distDir, 'sw.js'), 'self'),
    writeFile(join(distDir, 'assets', 'index-3fa2.js'), 'plain'),
    writeFile(join(distDir, 'assets', 'index-3fa2.js.br'), 'compressed'),
  ])
  app = await buildApp({ ...server.deps, distDir }, { logs: false })
  const config = loadConfig({ SAMPLE: '0', PUBLIC_URL: 'https://xunhu.example' })
  publicApp = await buildApp({ ...server.deps, distDir, config }, { logs: false })
})
afterAll(async () => {
  await app.close()
  await publicApp.close()
  await server.close()
  await rm(distDir, { recursive: true })
})

const directives = async (instance: FastifyInstance, url = '/index.html'): Promise<Record<string, string[]>> => {
  const policy = String((await instance.inject({ url })).headers['content-security-policy'])
  return Object.fromEntries(
    policy.split(';').map((part) => [part.trim().split(' ')[0], part.trim().split(' ').slice(1)]),
  )
}

describe('the page', () => {
  test('may run our own scripts and no others, and be framed by nobody', async () => {
    expect(await directives(app)).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'connect-src': ["'self'"],
      'worker-src': ["'self'", 'blob:'],
      'img-src': ["'self'", 'blob:', 'data:'],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'object-src': ["'none'"],
    })
  })

  test('over plain http is not told to come back over https', async () => {
    expect(await directives(app)).not.toHaveProperty('upgrade-insecure-requests')
    expect((await app.inject({ url: '/' })).headers).not.toHaveProperty('strict-transport-security')
  })

  test('over https is to be asked for over https only', async () => {
    expect((await publicApp.inject({ url: '/' })).headers['strict-transport-security']).toContain('max-age=31536000')
  })

  test.each(['/', '/api/about', '/nothing', '/healthz', '/assets/index-3fa2.js'])(
    '%s says what it is and tells nobody whence',
    async (url) => {
      expect((await app.inject({ url })).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    },
  )
})

describe('the app’s files', () => {
  const navigation = { accept: 'text/html,application/xhtml+xml' }

  test('the worker is asked for anew each time', async () => {
    const answer = await app.inject({ url: '/sw.js' })
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache'])
  })

  test.each(['/', '/index.html'])('the page %s is put aside by no browser', async (url) => {
    const answer = await app.inject({ url })
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  })

  test('assets are kept for a year, and come compressed where they are', async () => {
    const answer = await app.inject({ url: '/assets/index-3fa2.js', headers: { 'accept-encoding': 'br' } })
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(answer.body).toBe('compressed')
    expect((await app.inject({ url: '/assets/index-3fa2.js' })).body).toBe('plain')
  })

  test.each(['/today', '/shift/shift-2026.1', '/setup?token=x'])('a navigation to %s gets the page', async (url) => {
    const answer = await app.inject({ url, headers: navigation })
    expect([answer.statusCode, answer.body]).toMatchObject([200, expect.stringContaining('巡护')])
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test.each(['/assets/gone-1111.js', '/today'])('a missing file is missing: %s gets no page instead', async (url) => {
    expect((await app.inject({ url, headers: { accept: '*/*' } })).statusCode).toBe(404)
  })

  test('a navigation to the API gets no page', async () => {
    expect((await app.inject({ url: '/api/today', headers: navigation })).json()).toMatchObject({
      code: 'request/not-found',
    })
  })

  test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    '%s leads nowhere outside',
    async (url) => {
      expect((await app.inject({ url })).body).not.toContain('"dependencies"')
    },
  )
})

describe('the session’s cookie', () => {
  const login = (instance: FastifyInstance, headers: Record<string, string> = {}) =>
    instance.inject({
      method: 'POST',
      url: '/api/login',
      headers: { 'x-xunhu': '1', ...headers },
      payload: { number: '1001', password: testPassword, device: newId(server) },
    })

  test('[AUTH-1] over https is bound to this host and never sent in the clear', async () => {
    expect((await login(publicApp)).cookies[0]).toMatchObject({
      name: '__Host-xunhu',
      secure: true,
      httpOnly: true,
      path: '/',
    })
  })

  test('[WIRE-1] behind a proxy the public address is ours, the inner one is not', async () => {
    expect((await login(publicApp, { origin: 'https://xunhu.example', host: '127.0.0.1:8080' })).statusCode).toBe(200)
    expect((await login(publicApp, { origin: 'https://evil.example', host: '127.0.0.1:8080' })).statusCode).toBe(403)
  })
})

describe('whose address counts', () => {
  const wrong = (remoteAddress: string, forwarded: string) =>
    publicApp.inject({
      method: 'POST',
      url: '/api/login',
      remoteAddress,
      headers: { 'x-xunhu': '1', 'x-forwarded-for': forwarded },
      payload: { number: `7${forwarded.replaceAll('.', '')}`, password: 'wrong', device: newId(server) },
    })
  const keys = async (): Promise<string[]> =>
    (await server.deps.store.read((db) => db.selectFrom('login_throttle').select('key').execute())).map(
      (row) => row.key,
    )

  test('[AUTH-3] is the one that our own proxy names, and never the one that a stranger does', async () => {
    await wrong('127.0.0.1', '203.0.113.5')
    await wrong('198.51.100.7', '203.0.113.6')
    expect(await keys()).toEqual(expect.arrayContaining(['address:203.0.113.5', 'address:198.51.100.7']))
    expect(await keys()).not.toContain('address:203.0.113.6')
  })

  test('[AUTH-3] is not one that a machine of the bureau’s own network makes up, unless it is set as the proxy', async () => {
    await wrong('10.0.0.5', '203.0.113.7')
    expect(await keys()).toEqual(expect.arrayContaining(['address:10.0.0.5']))
    const config = loadConfig({ SAMPLE: '0', PUBLIC_URL: 'https://xunhu.example', TRUSTED_PROXIES: '10.0.0.0/28' })
    await publicApp.close()
    publicApp = await buildApp({ ...server.deps, config }, { logs: false })
    await wrong('10.0.0.5', '203.0.113.8')
    await wrong('10.0.0.77', '203.0.113.9')
    expect(await keys()).toEqual(expect.arrayContaining(['address:203.0.113.8', 'address:10.0.0.77']))
    expect(await keys()).not.toContain('address:203.0.113.9')
  })
})
