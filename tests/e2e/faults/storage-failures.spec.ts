import { expect, type Page } from '@playwright/test'
import { chooseCategory, makeReady, signIn } from '../../support/morning.ts'
import {
  alertWith,
  anyCategory,
  damagedJpeg,
  expectSaved,
  giveToCamera,
  noteField,
  openFinding,
  photosOf,
  saveButton,
  writeNote,
} from '../../support/finding-form.ts'
import { openOffice } from '../../support/office-view.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { test } from '../../support/sample-bureau-test.ts'

interface BrokenWindow {
  failuresLeft: number
  failure: string
}

/** Before the page is opened: Dexie takes the engine's function once, with the connection. */
const makeBreakable = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const window = globalThis as unknown as BrokenWindow
    const { transaction } = IDBDatabase.prototype
    window.failuresLeft = 0
    IDBDatabase.prototype.transaction = function (...given) {
      const tables = Array.from(given[0])
      // A save alone has both: it takes the draft's row with it.
      const isSave = given[1] === 'readwrite' && tables.includes('journal') && tables.includes('drafts')
      if (!isSave || window.failuresLeft <= 0) return transaction.apply(this, given)
      window.failuresLeft -= 1
      throw new DOMException('by the test', window.failure)
    }
  })
}

/** Makes the next `times` saves of a record fail as an engine's do whose process was ended. */
const failSaves = (page: Page, times: number, failure: string): Promise<void> =>
  page.evaluate(([failuresLeft, name]) => void Object.assign(globalThis, { failuresLeft, failure: name }), [
    times,
    failure,
  ] as const)

const failuresLeft = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as BrokenWindow).failuresLeft)

/** Rows of a table as they are on the disk. */
const records = (page: Page) => readPhoneTable(page, 'p-1001', 'journal')
const drafts = (page: Page) => readPhoneTable(page, 'p-1001', 'drafts')

test('[FAULT-6] a save that the storage fails twice is repeated and makes exactly one row', async ({ page, line }) => {
  await makeBreakable(page)
  await makeReady(page, line.url, '1001')
  line.setFault('down')
  for (const failure of ['UnknownError', 'InvalidStateError']) {
    await openFinding(page, line.url)
    await writeNote(page, failure)
    await chooseCategory(page, anyCategory)
    await failSaves(page, 2, failure)
    await saveButton(page).click()
    await expectSaved(page)
    expect(await failuresLeft(page)).toBe(0)
    // The tick goes back by itself, in the middle of what comes next.
    await page.waitForURL((address) => !address.pathname.startsWith('/finding'))
    const saved = (await records(page)).filter((row) => JSON.stringify(row).includes(failure))
    expect(saved).toHaveLength(1)
    expect(await drafts(page)).toEqual([])
  }
})

test('[FAULT-7] a storage that keeps failing is said at the form, deletes nothing, and takes the next try', async ({
  page,
  line,
}) => {
  await makeBreakable(page)
  await makeReady(page, line.url, '1001')
  await openFinding(page, line.url)
  await writeNote(page, '存储失败')
  await chooseCategory(page, anyCategory)
  await expect.poll(async () => JSON.stringify(await drafts(page))).toContain('street.mobileVendor')
  const before = await drafts(page)
  await failSaves(page, Infinity, 'UnknownError')
  await saveButton(page).click()
  await expect(alertWith(page, 'storage/unavailable')).toContainText('正在填写的内容都在。请再试一次')
  await expect(noteField(page)).toHaveValue('存储失败')
  expect(await drafts(page)).toEqual(before)
  await page.evaluate(() => {
    ;(globalThis as unknown as BrokenWindow).failuresLeft = 0
  })
  await saveButton(page).click()
  await expectSaved(page)
})

test('[FAULT-7] a storage that does not open is said on a screen of its own, and is the same after another try', async ({
  page,
  line,
}) => {
  await makeReady(page, line.url, '1001')
  await openFinding(page, line.url)
  await writeNote(page, '打不开以前写的')
  const form = page.url()
  await page.addInitScript(() => {
    if (sessionStorage.getItem('storage') !== 'broken') return
    IDBFactory.prototype.open = () => {
      throw new DOMException('by the test', 'UnknownError')
    }
  })
  await page.evaluate(() => sessionStorage.setItem('storage', 'broken'))
  await page.goto(`${line.url}/today`)
  await expect(alertWith(page, 'storage/unavailable')).toBeVisible()
  await page.evaluate(() => sessionStorage.removeItem('storage'))
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByText('演练').first()).toBeVisible()
  await page.goto(form)
  await expect(noteField(page)).toHaveValue('打不开以前写的')
})

test('[FAULT-5] site data that is cleared under an open form is said, and the form is saved again and arrives', async ({
  page,
  line,
  bureau,
}) => {
  await makeReady(page, line.url, '1001')
  await openFinding(page, line.url)
  await writeNote(page, '清空以前')
  await chooseCategory(page, anyCategory)
  await giveToCamera(page, damagedJpeg(60_000, 5))
  await expect(photosOf(page)).toHaveCount(1)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: line.url, storageTypes: 'all' })

  await noteField(page).fill('清空以后')
  await expect(alertWith(page, 'storage/emptied').first()).toBeVisible()
  await expect(noteField(page)).toHaveValue('清空以后')
  await saveButton(page).click()
  await expect(page.getByText('已保存', { exact: true })).toBeHidden()
  await page.getByRole('button', { name: '删除照片' }).click()
  await saveButton(page).click()
  await expectSaved(page)

  await signIn(page, line.url, '1001')
  await expect(page).toHaveURL(/ready/)
  await page.goto(`${line.url}/sync`)
  await page.getByRole('button', { name: '立即同步' }).click()
  const office = await openOffice(bureau.url)
  await expect.poll(async () => (await office.casesWith('清空以后')).length).toBe(1)
})
