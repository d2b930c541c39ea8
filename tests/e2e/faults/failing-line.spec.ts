import { expect, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { createSeededRandom } from '../../../src/lib/random.ts'
import { startByteLine } from '../../support/byte-line.ts'
import {
  anyCategory,
  damagedJpeg,
  expectSaved,
  giveToCamera,
  noteField,
  openFinding,
  photosOf,
  recordFinding,
  saveButton,
} from '../../support/finding-form.ts'
import { lightOf, makeReady, chooseCategory } from '../../support/morning.ts'
import { openOffice } from '../../support/office-view.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { test } from '../../support/sample-bureau-test.ts'

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A finding with these pictures, saved; before that nothing of it is sent. */
async function recordPhotos(page: Page, url: string, note: string, pictures: readonly Buffer[]): Promise<void> {
  await openFinding(page, url)
  await noteField(page).fill(note)
  for (const [index, picture] of pictures.entries()) {
    await giveToCamera(page, picture)
    await expect(photosOf(page)).toHaveCount(index + 1)
  }
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
}

/** Starts a pass as a person does, and waits for its end: `calls` counts what the line has heard, `before` how much that was. */
async function syncOnce(page: Page, calls: () => number, before = calls()): Promise<void> {
  const button = page.getByRole('button', { name: '立即同步' })
  // The button changes its name while a pass runs.
  await expect(button).toBeEnabled()
  await button.click()
  await expect.poll(calls).toBeGreaterThan(before)
  await expect(button).toBeEnabled()
}

const queuedPhotos = async (page: Page) => {
  const parts = (await readPhoneTable(page, 'p-1001', 'parts')) as { sendState: string; kind: string; code: string }[]
  return parts.filter((part) => part.kind === 'photo' && part.sendState === 'queued').map((part) => part.code)
}

test('[FAULT-14] a captive portal counts as nothing sent, and the screen says what is wrong', async ({
  page,
  line,
  bureau,
}) => {
  await makeReady(page, line.url, '1001')
  line.setFault('portal', { path: '/api/' })
  await recordFinding(page, line.url, '认证页')
  await page.goto(`${line.url}/sync`)
  await syncOnce(page, line.calls)
  await expect(page.getByText('当前网络需要先登录（如 Wi-Fi 认证页），本机记录都在')).toBeVisible()
  await expect(lightOf(page)).toContainText('还差 1 条记录')
  const office = await openOffice(bureau.url)
  expect(await office.casesWith('认证页')).toEqual([])

  line.setFault('none')
  await syncOnce(page, line.calls)
  await expect(lightOf(page)).toContainText('可以离岗')
  expect(await office.casesWith('认证页')).toHaveLength(1)
})

for (const { onLine, fault } of [
  { onLine: false, fault: 'none' },
  { onLine: true, fault: 'down' },
] as const)
  test(`[FAULT-23] navigator.onLine that lies with ${onLine} changes nothing: only the server’s answer counts`, async ({
    page,
    line,
    bureau,
  }) => {
    await page.addInitScript((value) => {
      Object.defineProperty(Navigator.prototype, 'onLine', { get: () => value })
    }, onLine)
    await makeReady(page, line.url, '1001')
    const note = `onLine ${onLine}`
    line.setFault(fault)
    await recordFinding(page, line.url, note)
    await page.goto(`${line.url}/sync`)
    await page.evaluate((name) => dispatchEvent(new Event(name)), onLine ? 'online' : 'offline')
    await syncOnce(page, line.calls)
    const office = await openOffice(bureau.url)
    const isUp = fault === 'none'
    await expect(lightOf(page)).toContainText(isUp ? '可以离岗' : '还差 1 条记录')
    expect(await office.casesWith(note)).toHaveLength(isUp ? 1 : 0)
    line.setFault('none')
    await syncOnce(page, line.calls)
    await expect(lightOf(page)).toContainText('可以离岗')
    expect(await office.casesWith(note)).toHaveLength(1)
  })

test('[FAULT-16] a photo on which the server hangs holds up no other, and is resumed at the chunk that hung', async ({
  page,
  line,
  bureau,
}) => {
  await page.clock.install()
  await makeReady(page, line.url, '1001')
  const pictures = [300_000, 50_000, 60_000].map((sizeBytes, index) => damagedJpeg(sizeBytes, 160 + index))
  const slow = `/api/parts/${hashOf(pictures[0]!)}`
  line.setFault('down')
  await recordPhotos(page, line.url, '挂起', pictures)
  await page.goto(`${line.url}/sync`)
  line.setFault('hang', { path: `${slow}/2`, times: 1 })
  // The page's own first pass may come before the tap, or be failing while it comes.
  await expect(async () => {
    if (line.hanging() === 0) await page.getByRole('button', { name: '立即同步' }).click({ timeout: 1_000 })
    await expect.poll(() => line.hanging(), { timeout: 3_000 }).toBe(1)
  }).toPass({ timeout: 25_000 })
  await expect.poll(() => queuedPhotos(page)).toEqual([''])
  await page.clock.fastForward(31_000)
  await expect.poll(() => queuedPhotos(page)).toEqual(['network/timeout'])

  const before = line.calls()
  await syncOnce(page, line.calls)
  await expect(lightOf(page)).toContainText('可以离岗')
  const again = line.requests().slice(before)
  expect(again.filter((request) => request.startsWith(`PUT ${slow}`))).toEqual([`PUT ${slow}/2?size=300000`])
  const office = await openOffice(bureau.url)
  const [seen] = await office.casesWith('挂起')
  expect(await office.photoHashes(seen!.caseId)).toEqual(pictures.map(hashOf).sort())
})

test('[FAULT-18] two photos of the same length and type are two on the server', async ({ page, line, bureau }) => {
  await makeReady(page, line.url, '1001')
  const pictures = [damagedJpeg(90_000, 181), damagedJpeg(90_000, 182)]
  await recordPhotos(page, line.url, '同样大小', pictures)
  await page.goto(`${line.url}/sync`)
  await syncOnce(page, line.calls)
  await expect(lightOf(page)).toContainText('可以离岗')
  const office = await openOffice(bureau.url)
  const [seen] = await office.casesWith('同样大小')
  expect(await office.photoHashes(seen!.caseId)).toEqual(pictures.map(hashOf).sort())
})

test('[FAULT-19] a line that is cut at any byte brings everything, with little sent twice', async ({
  page,
  bureau,
}) => {
  const line = await startByteLine(bureau.port)
  const random = createSeededRandom(190)
  await makeReady(page, line.url, '1001')
  line.allow({ up: 0, down: 0 })
  const pictures = Array.from({ length: 6 }, (_, index) => damagedJpeg(250_000 + index, 190 + index))
  await recordPhotos(page, line.url, '断断续续', pictures)
  await page.goto(`${line.url}/sync`)
  const before = line.passed().up
  while (!(await lightOf(page).textContent())?.includes('可以离岗')) {
    const heard = line.passed().up
    // Two seconds of 3 Mbit/s, into which the phone comes at any moment; a pass that it begins by itself may take all of it.
    line.allow({ up: 1 + Math.floor(random.next() * 750_000) })
    await syncOnce(page, () => line.passed().up, heard)
  }
  const bytes = pictures.reduce((sum, picture) => sum + picture.length, 0)
  expect(line.passed().up - before).toBeLessThanOrEqual(1.5 * bytes)
  const office = await openOffice(bureau.url)
  const [seen, ...doubled] = await office.casesWith('断断续续')
  expect(doubled).toEqual([])
  expect(await office.photoHashes(seen!.caseId)).toEqual(pictures.map(hashOf).sort())
  await line.close()
})

test('[FAULT-20] of ten photos nine go through, and the tenth says why it does not, also after a reload', async ({
  page,
  line,
  bureau,
}) => {
  await page.clock.install()
  await makeReady(page, line.url, '1001')
  line.setFault('down')
  const pictures = Array.from({ length: 10 }, (_, index) => damagedJpeg(20_000, 200 + index))
  await recordPhotos(page, line.url, '十张', pictures)
  await page.goto(`${line.url}/sync`)
  const path = `/api/parts/${hashOf(pictures[3]!)}/`
  for (const refuse of ['server/failed', 'request/too-large', 'part/size-mismatch'] as const) {
    line.setFault({ refuse }, { path })
    await syncOnce(page, line.calls)
    await expect(lightOf(page)).toContainText('还差 1 张照片')
    await expect.poll(() => queuedPhotos(page)).toEqual([refuse])
    await page.reload()
    await expect(page.getByText(`照片发送失败（${refuse}）`)).toBeVisible()
  }

  line.setFault({ refuse: 'session/missing' }, { path })
  await syncOnce(page, line.calls)
  await expect(page.getByRole('link', { name: '重新登录' })).toBeVisible()

  line.setFault({ refuse: 'request/too-many', retryAfterMs: 20_000 }, { path, times: 1 })
  await syncOnce(page, line.calls)
  await expect(page.getByRole('link', { name: '重新登录' })).toBeHidden()
  const asked = line.calls()
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(page)).toContainText('还差 1 张照片')
  expect(line.requests().slice(asked), 'nothing is asked while the server wants us to wait').toEqual([])
  await page.clock.fastForward(21_000)
  await expect(lightOf(page)).toContainText('可以离岗')
  const office = await openOffice(bureau.url)
  const [seen] = await office.casesWith('十张')
  expect(await office.photoHashes(seen!.caseId)).toEqual(pictures.map(hashOf).sort())
})
