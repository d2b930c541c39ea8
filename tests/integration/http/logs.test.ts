import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { loadConfig } from '../../../src/server/config.ts'
import { apiCalls } from '../../../src/server/openapi/api-calls.ts'
import type { PartId } from '../../../src/domain/ids.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { pullAll } from '../../support/sync-calls.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

const plantedName = '欧阳春华'
const plantedPlace = '30.598765'
const plantedPhone = '13900009876'
const plantedReason = '家中有急事'

let server: TestServer
let app: FastifyInstance
let lines: string[]

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  lines = []
  const config = loadConfig({ SAMPLE: '0', LOG_LEVEL: 'debug' })
  app = await buildApp({ ...server.deps, config }, { logs: true, logTo: { write: (line) => lines.push(line) } })
})
afterEach(async () => {
  await app.close()
  await server.close()
})

/** Moments and durations may hold any digits. */
const withoutClock = (line: string): string =>
  JSON.stringify(JSON.parse(line), (key, value: unknown) =>
    key === 'time' || key === 'responseTime' ? undefined : value,
  )

/** A client of the app whose log is read. */
async function loggedClient(number = '1001'): Promise<TestClient> {
  const device = newId<TestClient['device']>(server)
  const ours = { 'x-xunhu': '1' }
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: ours,
    payload: { number, password: testPassword, device },
  })
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { personId } = answer.json() as Pick<TestClient, 'personId'>
  return {
    personId,
    device,
    call: (options) => app.inject({ ...options, headers: { ...ours, cookie, ...options.headers } }),
  }
}

describe('the log', () => {
  test('of a morning names no person, no place, no answer, no id and no secret', async () => {
    const client = await loggedClient()
    const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
    const photo = photoRef(server, bytes)
    const finding = findingOf(server, client, 'squad-1', { photos: [photo], note: `${plantedName}在此摆摊` })
    const position = Buffer.from(`{"fix":{"lat":${plantedPlace}},"salt":"c2FsdA"}`)
    const partId = newId<PartId>(server)
    const confirmed = entryOf(server, client, 'duty.confirmed', {
      scope: 'squad-1',
      subjects: () => ['shift-a'],
      data: { placement: { placed: 'inside', distanceM: 1, accuracyM: 1 } },
      parts: [{ partId, kind: 'position', sha256: sha256Of(position), sizeBytes: position.length }],
    })
    const small = { partId, sha256: sha256Of(position), base64: position.toString('base64') }
    await push(server, client, [finding.entry, confirmed, { name: plantedName }], [small])
    await upload(client, bytes)
    await client.call({ url: `/api/parts/${photo.partId}?size=view&who=${encodeURIComponent(plantedName)}` })
    await client.call({ url: `/api/office/cases?person=p-1001&q=${plantedPlace}` })
    await client.call({
      method: 'POST',
      url: '/api/login',
      payload: { number: plantedName, password: plantedName, device: client.device },
    })
    const log = lines.map(withoutClock).join('\n')
    expect(lines.length).toBeGreaterThan(10)
    for (const secret of [
      plantedName,
      encodeURIComponent(plantedName),
      plantedPlace,
      'p-1001',
      '1001',
      photo.partId,
      photo.sha256,
      finding.entry.id,
      client.device,
      testPassword,
      'xunhu=',
    ]) {
      expect(log).not.toContain(secret)
    }
  })

  test('of a day in the office names nobody either, at the level that says most', async () => {
    await server.addPerson('9001', 'admin', 'bureau')
    await server.addPerson('2001', 'captain', 'squad-1')
    const [admin, captain] = [await loggedClient('9001'), await loggedClient('2001')]
    const data = {
      id: 'p-1009',
      number: '1009',
      name: plantedName,
      phone: plantedPhone,
      role: 'officer',
      scope: 'squad-1',
    }
    const edit = { collection: 'people', id: 'p-1009', scope: 'squad-1', baseRev: null, password: testPassword }
    const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
    const answers = [
      await post(admin, '/api/office/assignments', { ...edit, data: { ...data, active: true } }),
      await post(admin, '/api/office/assignments', { ...edit, data: { ...data, active: plantedReason } }),
      await post(captain, '/api/password', { current: plantedName, next: 'another horse battery' }),
      await post(captain, '/api/sync', { device: plantedName, entries: plantedReason }),
      await post(captain, `/api/office/rescue?who=${plantedPhone}`, { author: 'p-1001', reason: plantedReason }),
      await post(captain, '/api/sessions/end', { device: admin.device }),
      await captain.call({ url: '/api/office/sign-ledger?format=csv' }),
      await captain.call({ url: `/api/office/cases/${encodeURIComponent(plantedName)}` }),
      await admin.call({ url: '/api/office/audit' }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 422, 401, 400, 400, 404, 200, 400, 200])
    const log = lines.map(withoutClock).join('\n')
    const secrets = [
      plantedName,
      plantedPhone,
      plantedReason,
      testPassword,
      'p-1009',
      'p-2001',
      admin.device,
      captain.device,
    ]
    for (const secret of secrets) expect(log).not.toContain(secret)
  })

  test('of a colleague’s records brought in from a file, and of a block read again, says neither whose nor of which squad', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const [officer, captain] = [await loggedClient(), await loggedClient('2001')]
    const post = (url: string, payload: object) => captain.call({ method: 'POST', url, payload })
    const exportedAt = new Date(server.clock.now()).toISOString()
    const { cursors } = await pullAll(server, captain)
    const answers = [
      await post('/api/office/rescue', {
        ...{ author: officer.personId, device: officer.device, exportedAt },
        ...{ entries: [], smallParts: [] },
      }),
      await post('/api/sync/block', { scope: 'squad-1', block: 0, upTo: cursors['squad-1'], after: null, limit: 500 }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({ level: 40, msg: 'a device reads a block of a feed again' }),
    )
    const log = lines.map(withoutClock).join('\n')
    for (const secret of [officer.personId, captain.personId, officer.device, captain.device, 'squad-1'])
      expect(log).not.toContain(secret)
  })

  test('of whatever is said to it keeps what it may say, and drops every other word', () => {
    app.log.error({ device: plantedPhone, person: plantedName, code: 'store/unavailable' }, 'call failed')
    app.log.error(new Error(`no such row: ${plantedName}`), 'a chore failed')
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(first).toEqual({ level: 50, time: first?.['time'], code: 'store/unavailable', msg: 'call failed' })
    expect(second).toMatchObject({ err: { type: 'Error', message: '' }, msg: 'a chore failed' })
    expect(lines.join('')).not.toContain(plantedName)
  })

  test.each(['officer', 'captain', 'admin'] as const)(
    'of every call that there is holds nothing of what %s puts in any place of it',
    async (role) => {
      const planted = [plantedName, plantedPlace, plantedPhone, plantedReason]
      const [name, place, phone, reason] = planted.map(encodeURIComponent)
      await server.addPerson('3003', role, role === 'admin' ? 'bureau' : 'squad-1')
      let client = await loggedClient('3003')
      for (const call of apiCalls.filter(({ answer }) => answer !== 'events')) {
        const query = [...Object.keys(call.query?.entries ?? {}), phone].map((key) => `${key}=${place}`)
        const { statusCode } = await client.call({
          method: call.method.toUpperCase() as 'GET',
          url: `${call.path.replace(/\{\w+\}/g, name ?? '')}?${query.join('&')}`,
          headers: { 'user-agent': phone ?? '', referer: `https://xunhu.local/${reason}` },
          ...(call.body === undefined
            ? {}
            : { payload: { name: plantedName, fix: { lat: plantedPlace }, [plantedPhone]: 1 } }),
        })
        // It has signed itself out.
        if (statusCode === 401) client = await loggedClient('3003')
      }
      expect(lines.length).toBeGreaterThan(apiCalls.length)
      const log = lines.map(withoutClock).join('\n')
      for (const secret of [...planted, name, reason]) expect(log).not.toContain(secret)
    },
  )

  test('has one JSON object a line, with the call, its route and its outcome', async () => {
    await app.inject({ url: '/api/office/cases/case-1?x=1' })
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(parsed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ req: { method: 'GET', route: '/api/office/cases/:caseId' } }),
        expect.objectContaining({ res: { status: 401 } }),
      ]),
    )
  })

  test('of a fault says where it was, and not with what', async () => {
    const { read } = server.deps.store
    Object.assign(server.deps.store, { read: () => Promise.reject(new TypeError(`${plantedName} is not iterable`)) })
    await app.inject({ url: '/api/about' })
    Object.assign(server.deps.store, { read })
    const failure = lines
      .map((line) => JSON.parse(line) as { msg?: string; cause?: string; code?: string })
      .find(({ msg }) => msg === 'call failed')
    expect(failure).toMatchObject({
      code: 'server/failed',
      cause: expect.stringMatching(/^TypeError .*src\//) as string,
    })
    expect(lines.join('\n')).not.toContain(plantedName)
  })
})
