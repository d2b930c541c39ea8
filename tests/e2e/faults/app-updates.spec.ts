import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeze } from '../../support/frozen-window.ts'
import { makeReady, signIn } from '../../support/morning.ts'
import { buildNextRelease, entryScriptOf, thisRelease } from '../../support/next-release.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { freePort, startServerProcess, type ServerProcess } from '../../support/server-process.ts'
import { acceptUpdate, expectRelease, lookForUpdate, updateOffer } from '../../support/update-prompt.ts'

let folder: string
let nextRelease: string
let server: ServerProcess
let deployed: string

/** Starts the server anew with this release, on the same data; on request so long after, that no older asset is kept. */
async function deploy(release: string, olderAssets: 'kept' | 'gone' = 'kept'): Promise<void> {
  if (deployed === release) return
  await server.stop()
  if (olderAssets === 'gone') await rm(join(folder, 'data/app-assets'), { recursive: true })
  server = await startServerProcess({
    dataDir: join(folder, 'data'),
    port: server.port,
    env: { DIST_DIR: release },
  })
  deployed = release
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-e2e-'))
  nextRelease = join(folder, 'next')
  await buildNextRelease(nextRelease)
  server = await startServerProcess({ dataDir: join(folder, 'data'), port: await freePort() })
  deployed = thisRelease
})
test.beforeEach(() => deploy(thisRelease))
test.afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const noteField = (page: Page) => page.getByLabel('备注（可不填）')

/** Opens a new finding and types into it; resolves when that is on disk. */
async function writeFinding(page: Page, note: string, personId = 'p-1001'): Promise<void> {
  await page.goto(`${server.url}/finding/new`)
  await expect(page).toHaveURL(/\/finding\/(?!new)/)
  await noteField(page).fill(note)
  await expect.poll(async () => JSON.stringify(await readPhoneTable(page, personId, 'drafts'))).toContain(note)
}

/** Opens a database as a foreign script would, deaf to everybody who wants to change it; the returned function closes it. */
async function holdDatabase(page: Page, name: string): Promise<() => Promise<void>> {
  const connection = await page.evaluateHandle(
    (database) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      }),
    name,
  )
  return () => connection.evaluate((held) => held.close())
}

const drafts = (page: Page) => readPhoneTable(page, 'p-1001', 'drafts')

test('[FAULT-15] an accepted update reloads the page on the new release in the very first session', async ({
  page,
}) => {
  await makeReady(page, server.url, '1001')
  await deploy(nextRelease)
  await lookForUpdate(page)
  await expect(updateOffer(page)).toBeVisible()
  await expectRelease(page, await entryScriptOf(thisRelease))
  await acceptUpdate(page)
  await expectRelease(page, await entryScriptOf(nextRelease))
  await expect(page.getByText('演练').first()).toBeVisible()
  await expect(updateOffer(page)).toBeHidden()
})

test('[FAULT-15] an update that was left waiting is offered at the next start and accepted there', async ({ page }) => {
  await makeReady(page, server.url, '1001')
  await deploy(nextRelease)
  await lookForUpdate(page)
  await expect(updateOffer(page)).toBeVisible()
  await page.reload()
  await expect(updateOffer(page)).toBeVisible()
  await acceptUpdate(page)
  await expectRelease(page, await entryScriptOf(nextRelease))
})

test('[FAULT-15] an update is refused while another window fills in a form, and keeps its draft as it was', async ({
  context,
  page,
}) => {
  await makeReady(page, server.url, '1001')
  const other = await context.newPage()
  await writeFinding(other, '写到一半')
  const before = await drafts(other)
  await deploy(nextRelease)
  await lookForUpdate(page)
  await acceptUpdate(page)
  await expect(page.getByText('有页面正在填写，保存后再更新')).toBeVisible()
  await expect(updateOffer(other), 'nothing lies over the form').toBeHidden()
  await expectRelease(other, await entryScriptOf(thisRelease))
  await expect(noteField(other)).toHaveValue('写到一半')
  expect(await drafts(other)).toEqual(before)

  const form = other.url()
  await other.goto(`${server.url}/today`)
  await acceptUpdate(page)
  for (const window of [page, other]) await expectRelease(window, await entryScriptOf(nextRelease))
  await other.goto(form)
  await expect(noteField(other)).toHaveValue('写到一半')
  expect(await drafts(other)).toEqual(before)
})

test('[FAULT-9] a window of the old release can only read once a newer one has changed the database', async ({
  context,
  page,
}) => {
  await makeReady(page, server.url, '1001')
  const old = await context.newPage()
  await writeFinding(old, '旧窗口写的')
  await deploy(nextRelease)
  await lookForUpdate(page)
  const wake = await freeze(old)
  await acceptUpdate(page)
  await expectRelease(page, await entryScriptOf(nextRelease))
  await wake()
  await expect(page.getByText('演练').first()).toBeVisible()
  const before = await drafts(page)

  await noteField(old).fill('升级以后写的')
  await expect(old.getByText('storage/newer-version')).toBeVisible()
  await expect(old.getByText('本机数据来自更新的版本')).toBeVisible()
  await expectRelease(old, await entryScriptOf(thisRelease))
  expect(await drafts(page)).toEqual(before)

  // Left at last, the window catches up with the release that another one let in.
  await old.getByRole('button', { name: '返回' }).click()
  await expectRelease(old, await entryScriptOf(nextRelease))
})

test('[FAULT-10] a connection that holds up the upgrade is named, and the app goes on when it closes', async ({
  context,
  page,
}) => {
  await makeReady(page, server.url, '1001')
  await writeFinding(page, '升级前')
  await page.goto(`${server.url}/today`)
  const foreign = await context.newPage()
  await foreign.goto(`${server.url}/healthz`)
  const closing = await holdDatabase(foreign, 'xunhu-p-1001')
  await deploy(nextRelease)
  await lookForUpdate(page)
  await acceptUpdate(page)
  await expectRelease(page, await entryScriptOf(nextRelease))
  await expect(page.getByText('请关闭其他巡护窗口')).toBeVisible()
  await closing()
  await expect(page.getByText('演练').first()).toBeVisible()
  await expect(page.getByText('请关闭其他巡护窗口')).toBeHidden()
  expect(JSON.stringify(await drafts(page))).toContain('升级前')
})

test('[FAULT-12] a screen whose file is gone costs one reload at most, and nothing that was typed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await signIn(page, server.url, '2001')
  await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  // Who comes in before the app is whole on the device gets each page from the server, and so the new release.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await writeFinding(page, '换版本以前写的', 'p-2001')
  await page.goto(`${server.url}/office/duty`)
  const ledger = page.getByRole('link', { name: '台账' })
  await expect(ledger).toBeVisible()
  const before = await readPhoneTable(page, 'p-2001', 'drafts')
  let loads = 0
  page.on('load', () => (loads += 1))

  await server.stop()
  await ledger.click()
  await expect(page.getByText('app/screen-not-here')).toBeVisible()
  expect(loads).toBe(0)

  await deploy(nextRelease, 'gone')
  await ledger.click()
  await expect(page.getByText('app/outdated')).toBeVisible()
  expect(loads).toBe(1)

  await acceptUpdate(page)
  await expectRelease(page, await entryScriptOf(nextRelease))
  await ledger.click()
  await expect(page.locator('tbody tr').first()).toBeVisible()
  expect(await readPhoneTable(page, 'p-2001', 'drafts')).toEqual(before)
})

test('a screen of the release before still opens while the server keeps its assets', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await signIn(page, server.url, '2001')
  await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  await page.goto(`${server.url}/office/duty`)
  const ledger = page.getByRole('link', { name: '台账' })
  await expect(ledger).toBeVisible()
  await deploy(nextRelease)
  await ledger.click()
  await expect(page.locator('tbody tr').first()).toBeVisible()
  await expectRelease(page, await entryScriptOf(thisRelease))
})
