import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId, ScopeId } from '../../../src/domain/ids.ts'
import type { DeviceListResponse, RevokedAs } from '../../../src/protocol/office.ts'
import type { ProblemResponse } from '../../../src/protocol/session.ts'
import { editPerson } from '../../support/edit-person.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { findingOf, photoRef, upload } from '../../support/pushed-entries.ts'
import { sync, syncRequest, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let admin: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  officer = await server.login('1001')
  admin = await server.login('9001')
})
afterEach(() => server.close())

const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
const revoke = (as: RevokedAs, device = officer.device) => post(admin, '/api/office/devices/revoke', { device, as })
const devices = async (): Promise<DeviceListResponse['devices']> =>
  ((await admin.call({ url: '/api/office/devices?person=p-1001' })).json() as DeviceListResponse).devices
const problemOf = async (answer: ReturnType<TestClient['call']>): Promise<Pick<ProblemResponse, 'code' | 'params'>> => {
  const { code, params } = (await answer).json() as ProblemResponse
  return { code, ...(params ? { params } : {}) }
}
const told = (erase: string) => ({ code: 'device/revoked', params: { erase } })
const lastUpload = (entries: readonly object[] = []) =>
  post(officer, '/api/sync', syncRequest(server, officer, { entries, lastUpload: true }))

describe('a device that was lost', () => {
  beforeEach(() => revoke('retired'))

  test('[AUTH-7] hears at every call that it is to erase after its last upload', async () => {
    const calls = ['/api/session', '/api/base-map', '/api/office/cases', '/api/live'].map((url) =>
      officer.call({ url }),
    )
    calls.push(post(officer, '/api/sync', syncRequest(server, officer)), post(officer, '/api/sync/block', {}))
    for (const call of calls) expect(await problemOf(call)).toEqual(told('afterUpload'))
  })

  test('[AUTH-10] brings records and photos, and is given nothing', async () => {
    const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
    const photo = photoRef(server, bytes)
    const { entry } = findingOf(server, officer, 'squad-1', { photos: [photo] })
    const answer = (await lastUpload([entry])).json() as Record<string, unknown>
    expect(answer).toMatchObject({ results: [{ id: entry.id, status: 'accepted' }], members: [], deltas: [] })
    await upload(officer, bytes)
    const part = await server.deps.store.read((db) => db.selectFrom('part').select('state').executeTakeFirst())
    expect(part?.state).toBe('stored')
    expect(await problemOf(officer.call({ url: `/api/parts/${photo.partId}` }))).toEqual(told('afterUpload'))
  })

  test('[AUTH-10] brings what it holds of a person who has left meanwhile: it is kept with the reason', async () => {
    await editPerson(server, '1001', 'squad-1' as ScopeId, { active: false })
    expect((await lastUpload([tallyOf(server, officer)])).json()).toMatchObject({
      results: [{ status: 'refused', code: 'entry/scope-not-member' }],
    })
  })

  test('[AUTH-10] may sign in for it when its session has ended, and the cookie opens nothing else', async () => {
    await post(officer, '/api/logout', {})
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { 'x-xunhu': '1' },
      payload: { number: '1001', password: testPassword, device: officer.device },
    })
    expect(answer.json()).toMatchObject(told('afterUpload'))
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const call = (url: string, payload: object) => officer.call({ method: 'POST', url, payload, headers: { cookie } })
    expect((await call('/api/sync', syncRequest(server, officer, { lastUpload: true }))).statusCode).toBe(200)
    expect((await call('/api/sync', syncRequest(server, officer))).statusCode).toBe(403)
  })

  test('[AUTH-12] says that it has erased itself: the office sees when, and its session ends', async () => {
    expect((await post(officer, '/api/devices/erased', { keptPeople: 2 })).json()).toEqual({ done: true })
    const now = new Date(server.clock.now()).toISOString()
    expect(await devices()).toMatchObject([{ revokedAs: 'retired', revokedAt: now, erasedAt: now, keptPeople: 2 }])
    expect(await problemOf(lastUpload())).toEqual({ code: 'session/missing' })
    await expect(server.login('1001', officer.device)).rejects.toThrow('device/revoked')
  })

  test('[DOC-7] may be called stolen later, and not the other way round', async () => {
    await revoke('stolen')
    expect(await problemOf(lastUpload())).toEqual(told('atOnce'))
    await revoke('retired')
    expect(await devices()).toMatchObject([{ revokedAs: 'stolen' }])
  })
})

describe('a device that was stolen', () => {
  beforeEach(() => revoke('stolen'))

  test('[AUTH-10] brings nothing more and signs in no more', async () => {
    expect(await problemOf(lastUpload([tallyOf(server, officer)]))).toEqual(told('atOnce'))
    expect(await problemOf(post(officer, '/api/parts/have', { parts: [] }))).toEqual(told('atOnce'))
    await expect(server.login('1001', officer.device)).rejects.toThrow('atOnce')
    expect((await server.deps.store.read((db) => db.selectFrom('entry').select('id').execute())).length).toBe(0)
  })

  test('[AUTH-12] says that it has erased itself', async () => {
    expect((await post(officer, '/api/devices/erased', { keptPeople: 0 })).statusCode).toBe(200)
  })
})

test('[AUTH-12] nobody says so of a device that was not revoked', async () => {
  expect(await problemOf(post(officer, '/api/devices/erased', { keptPeople: 0 }))).toEqual({ code: 'access/denied' })
})

describe('[SYNC-54] on a database that was set back', () => {
  const unknown = '018f0000-0000-7000-8000-0000000000aa' as DeviceId

  test('a revoked device hears what it is to do, and one that the database has never seen does not sign in', async () => {
    const at = new Date(server.clock.now()).toISOString()
    const facts = { what: 'device.revoked', at, personId: officer.personId, as: 'stolen' } as const
    for (const device of [officer.device, unknown]) await server.deps.besideLog.append({ ...facts, device })
    await server.deps.store.write((tx) =>
      tx.updateTable('meta').set({ value: 'older' }).where('name', '=', 'epochMark').execute(),
    )
    server = await server.restart()
    const device = await server.deps.store.read((db) =>
      db.selectFrom('device').select(['revoked_as']).where('id', '=', officer.device).executeTakeFirst(),
    )
    expect(device?.revoked_as).toBe('stolen')
    await expect(server.login('1001', unknown)).rejects.toThrow('atOnce')
    await expect(sync(server, await server.login('1001'))).resolves.toMatchObject({ results: [] })
  })
})
