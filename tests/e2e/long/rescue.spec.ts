import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseDetailResponse, CaseListResponse } from '../../../src/protocol/office.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import {
  arrive,
  atEastGate,
  lightOf,
  makeReady,
  saveFinding,
  signIn,
  startFinding,
  takePhoto,
  tally,
} from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-rescue-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function fetchJson<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await fetch(url)).json(), path) as Promise<T>
}

/** Cases of the officer that carry photos of this morning. */
async function casesOf(office: Page, note: string): Promise<readonly CaseDetailResponse[]> {
  const { rows } = await fetchJson<CaseListResponse>(office, '/api/office/cases?limit=50')
  const ours = rows.filter((row) => row.note === note)
  return Promise.all(ours.map((row) => fetchJson<CaseDetailResponse>(office, `/api/office/cases/${row.caseId}`)))
}

/** Three records and two photos that only the phone has. */
async function recordOffline(page: Page): Promise<void> {
  await arrive(page)
  await tally(page, ['vendor'])
  await startFinding(page)
  for (const index of [1, 2]) {
    const buffer = await drawnJpeg({ widthPx: 1600, heightPx: 1200, hue: index * 90 })
    await takePhoto(page, { name: `photo-${index}.jpg`, buffer }, index)
  }
  await page.getByLabel('备注（可不填）').fill('离线救援')
  await saveFinding(page, '无照经营游商')
}

async function exportFile(page: Page, path: string): Promise<void> {
  await page.goto(new URL('/sync', page.url()).href)
  await expect(lightOf(page)).toContainText('还差 3 条记录、2 张照片')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出未同步记录' }).click()
  await (await download).saveAs(path)
}

async function bringIn(office: Page, path: string, result: RegExp): Promise<void> {
  await office.getByRole('link', { name: '导入', exact: true }).click()
  await office.locator('input[type=file]').setInputFiles(path)
  await expect(office.getByTestId('rescue-contents')).toContainText('3 条记录')
  await expect(office.getByTestId('rescue-contents')).toContainText('2 份照片或语音')
  await office.getByRole('button', { name: '开始导入' }).click()
  await expect(office.getByTestId('rescue-results')).toContainText(result, { timeout: 60_000 })
}

test('[RESCUE-4] records that a phone cannot send come in through the office, and once only', async () => {
  const [serverPort, phonePort] = [await freePort(), await freePort()]
  const server = await startServerProcess({ dataDir: await sampleDataDir(join(folder, 'data')), port: serverPort })
  const line = await startFaultProxy(phonePort, serverPort)
  const phone = await openPhone({ profileDir: join(folder, 'phone'), place: atEastGate })
  await makeReady(phone.page, line.url, '1001')
  line.setFault('down')
  await phone.page.goto(`${line.url}/today`)
  await recordOffline(phone.page)
  const path = join(folder, 'unsent.json')
  await exportFile(phone.page, path)

  const office = await openPhone({ profileDir: join(folder, 'office'), viewport: { width: 1366, height: 768 } })
  await signIn(office.page, server.url, '2001')
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  await bringIn(office.page, path, /新增 3 条，已有 0 条，未接受 0 条，照片 2 张/)
  const [found] = await casesOf(office.page, '离线救援')
  expect(found?.parts.map(({ state }) => state)).toEqual(['stored', 'stored'])
  await bringIn(office.page, path, /新增 0 条，已有 3 条，未接受 0 条/)

  line.setFault('none')
  await phone.page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(phone.page)).toContainText('可以离岗', { timeout: 60_000 })
  const after = await casesOf(office.page, '离线救援')
  expect(after).toHaveLength(1)
  expect(after[0]?.parts).toEqual(found?.parts)

  await office.close()
  await phone.close()
  await line.close()
  await server.stop()
})
