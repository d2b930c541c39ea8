import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeviceListResponse } from '../../src/protocol/office.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { arrive, atEastGate, makeReady, tally } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { sampleDataDir } from '../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-lost-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Everything that the browser holds for our address. */
const leftOn = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const files: string[] = []
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name)
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      files,
      caches: await caches.keys(),
      keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }
  })

async function devicesOf(admin: ApiClient, person: string): Promise<DeviceListResponse['devices']> {
  return ((await admin.get(`/api/office/devices?person=${person}`)) as DeviceListResponse).devices
}

test('[AUTH-11] a lost phone sends what it holds at its next contact, and then holds nothing', async () => {
  const [serverPort, phonePort] = [await freePort(), await freePort()]
  const server = await startServerProcess({ dataDir: await sampleDataDir(join(folder, 'data')), port: serverPort })
  const line = await startFaultProxy(phonePort, serverPort)
  const phone = await openPhone({ profileDir: join(folder, 'phone'), place: atEastGate })
  await makeReady(phone.page, line.url, '1001')
  expect(await leftOn(phone.page)).toMatchObject({ databases: expect.arrayContaining(['xunhu-p-1001']) as unknown })
  line.setFault('down')
  await phone.page.goto(`${line.url}/today`)
  await arrive(phone.page)
  await tally(phone.page, ['vendor', 'vendor'])

  const admin = await signInByApi(server.url, '9001')
  const [lost] = await devicesOf(admin, 'p-1001')
  await admin.post('/api/office/devices/revoke', { device: lost?.device, as: 'retired' })
  line.setFault('none')
  await phone.page.reload()
  await expect(phone.page.getByText('✓ 本机数据已清除')).toBeVisible({ timeout: 40_000 })
  expect(await leftOn(phone.page)).toEqual({ databases: [], files: [], caches: [], keys: [], workers: 0 })

  await expect.poll(async () => (await devicesOf(admin, 'p-1001'))[0]?.erasedAt).toBeTruthy()
  expect((await devicesOf(admin, 'p-1001'))[0]).toMatchObject({ unsentEntries: 0, unsentParts: 0, keptPeople: 0 })
  await phone.close()
  await line.close()
  await server.stop()
})
