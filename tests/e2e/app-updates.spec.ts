import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReady } from '../support/morning.ts'
import { buildNextRelease, entryScriptOf, thisRelease } from '../support/next-release.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { acceptUpdate, expectRelease, lookForUpdate, updateOffer } from '../support/update-prompt.ts'

let folder: string
let nextRelease: string
let server: ServerProcess
let deployed: string

/** Starts the server anew with this release, on the same data. */
async function deploy(release: string): Promise<void> {
  if (deployed === release) return
  await server.stop()
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
async function writeFinding(page: Page, note: string): Promise<void> {
  await page.goto(`${server.url}/finding/new`)
  await expect(page).toHaveURL(/\/finding\/(?!new)/)
  await noteField(page).fill(note)
  await expect.poll(async () => JSON.stringify(await readPhoneTable(page, 'p-1001', 'drafts'))).toContain(note)
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
