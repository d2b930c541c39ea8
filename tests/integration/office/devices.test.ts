import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId } from '../../../src/domain/ids.ts'
import type { DeviceListResponse } from '../../../src/protocol/office.ts'
import { sync, syncRequest } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const spareId = '018f0000-0000-7000-8000-0000000000aa' as DeviceId

let server: TestServer
let officer: TestClient
let admin: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  officer = await server.login('1001')
  admin = await server.login('9001')
})
afterEach(() => server.close())

const devicesOf = async (person: string): Promise<DeviceListResponse['devices']> =>
  ((await admin.call({ url: `/api/office/devices?person=${person}` })).json() as DeviceListResponse).devices
const revoke = (by: TestClient, device: string) =>
  by.call({ method: 'POST', url: '/api/office/devices/revoke', payload: { device } })
const codeOf = async (client: TestClient): Promise<string> => {
  const answer = await client.call({ method: 'POST', url: '/api/sync', payload: syncRequest(server, client) })
  return (answer.json() as { code: string }).code
}

describe('[DOC-7] [SYNC-26] the devices of a person', () => {
  test('are listed with what each last said of itself, the one that spoke last first', async () => {
    const spare = await server.login('1001', spareId)
    const report = {
      unsentEntries: 3,
      unsentParts: 2,
      oldestUnsentAt: null,
      storage: 'persisted',
      freeBytes: 900_000_000,
      sentinelLost: true,
      unhealedBlocks: 2,
      othersUnsent: 4,
    }
    await sync(server, officer, { report })
    expect(await devicesOf('p-1001')).toEqual([
      {
        device: officer.device,
        lastWordAt: new Date(server.clock.now()).toISOString(),
        personId: 'p-1001',
        app: 'test',
        unsentEntries: 3,
        unsentParts: 2,
        oldestUnsentAt: null,
        storage: 'persisted',
        freeBytes: 900_000_000,
        sentinelLost: true,
        unhealedBlocks: 2,
        othersUnsent: 4,
        revoked: false,
      },
      {
        device: spare.device,
        lastWordAt: null,
        personId: 'p-1001',
        app: '',
        unsentEntries: 0,
        unsentParts: 0,
        oldestUnsentAt: null,
        storage: 'unknown',
        freeBytes: null,
        sentinelLost: false,
        unhealedBlocks: 0,
        othersUnsent: 0,
        revoked: false,
      },
    ])
  })

  test('are listed of everybody at once, with whose they are', async () => {
    const { devices } = (await admin.call({ url: '/api/office/devices' })).json() as DeviceListResponse
    expect(devices.map(({ personId }) => personId).sort()).toEqual(['p-1001', 'p-9001'])
  })

  test('end one by one: the lost one hears it at its next call, the other goes on', async () => {
    const spare = await server.login('1001', spareId)
    expect((await revoke(admin, officer.device)).statusCode).toBe(200)
    expect(await codeOf(officer)).toBe('device/revoked')
    expect((await sync(server, spare)).members).toHaveLength(2)
    expect((await devicesOf('p-1001')).find(({ device }) => device === officer.device)?.revoked).toBe(true)
  })

  test('[SYNC-54] stay ended on every timeline', async () => {
    await revoke(admin, officer.device)
    expect(await server.deps.besideLog.readAll()).toMatchObject([{ what: 'device.revoked', device: officer.device }])
  })

  test('are for administrators, and never the one in their hand', async () => {
    const captain = await server.login('2001')
    for (const stranger of [officer, captain]) {
      expect((await stranger.call({ url: '/api/office/devices?person=p-1001' })).statusCode).toBe(403)
      expect((await revoke(stranger, officer.device)).statusCode).toBe(403)
    }
    expect((await revoke(admin, admin.device)).json()).toMatchObject({ code: 'access/denied' })
    expect((await revoke(admin, '018f0000-0000-7000-8000-0000000000bb')).json()).toMatchObject({
      code: 'request/not-found',
    })
    expect(await server.deps.besideLog.readAll()).toEqual([])
  })
})
