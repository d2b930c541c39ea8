import { expect, type Page } from '@playwright/test'
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
import { chooseCategory, lightOf, makeReady } from '../../support/morning.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { test } from '../../support/sample-bureau-test.ts'

const pictureBytes = 1_000_000
/** The app, its database and some pictures; some 11 MB are used when the filling begins. */
const quotaBytes = 18_000_000
/** Twenty would be twenty megabytes: the phone is full long before. */
const mostPictures = 20
/** Chromium reckons what is used some seconds late, and by then it is megabytes too much: to save, a few must go. */
const keptPictures = 2

/** Takes pictures until one is refused; how many the form shows then. */
async function fillWithPictures(page: Page, seed: number): Promise<number> {
  const full = alertWith(page, 'storage/full')
  const before = await photosOf(page).count()
  for (let taken = 1; taken <= mostPictures; taken += 1) {
    await giveToCamera(page, damagedJpeg(pictureBytes, seed + taken))
    await expect(full.or(photosOf(page).nth(before + taken - 1)).first()).toBeVisible()
    if (await full.isVisible()) return before + taken - 1
  }
  throw new Error('The phone was never full.')
}

async function removePictures(page: Page, pictures: number): Promise<void> {
  for (let removed = 0; removed < pictures; removed += 1) {
    const shown = await photosOf(page).count()
    await page.getByRole('button', { name: '删除照片' }).first().click()
    await expect(photosOf(page)).toHaveCount(shown - 1)
  }
}

/** Before the database is opened: what room there was then the engine believes in for up to half a minute. */
async function limitStorage(page: Page, origin: string): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(`${origin}/healthz`)
  const devtools = await page.context().newCDPSession(other)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: quotaBytes })
  await page.bringToFront()
}

const partIds = async (page: Page, table: string): Promise<readonly string[]> =>
  ((await readPhoneTable(page, 'p-1001', table)) as { partId: string }[]).map(({ partId }) => partId)

test('[FAULT-4] a full phone says so, keeps the form and no half picture, frees what the server holds, and saves once pictures went', async ({
  page,
  line,
}) => {
  await limitStorage(page, line.url)
  await makeReady(page, line.url, '1001')
  await openFinding(page, line.url)
  await noteField(page).fill('已送达')
  await giveToCamera(page, damagedJpeg(pictureBytes, 1))
  await giveToCamera(page, damagedJpeg(pictureBytes, 2))
  await expect(photosOf(page)).toHaveCount(2)
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
  await page.goto(`${line.url}/sync`)
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(page)).toContainText('可以离岗')
  const acknowledged = await partIds(page, 'partBytes')
  line.setFault('down')

  await openFinding(page, line.url)
  await writeNote(page, '空间不足以前')
  const taken = await fillWithPictures(page, 40)
  await expect(alertWith(page, 'storage/full')).toContainText('手机空间已满，这一条还没有保存，填写内容都在屏幕上')
  await expect(noteField(page)).toHaveValue('空间不足以前')
  expect(taken).toBeGreaterThan(keptPictures)

  const held = await partIds(page, 'partBytes')
  expect(
    held.filter((id) => acknowledged.includes(id)),
    'bytes that the server holds made room',
  ).toEqual([])
  const pictures = (await readPhoneTable(page, 'p-1001', 'parts')) as { partId: string; sendState: string }[]
  const drafted = pictures.filter(({ sendState }) => sendState === 'draft').map(({ partId }) => partId)
  expect([...drafted].sort(), 'no picture without its bytes, no bytes without their picture').toEqual([...held].sort())
  expect(drafted).toHaveLength(taken)

  await removePictures(page, taken - keptPictures)
  await writeNote(page, '空间不足以后')
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
  await page.goto(`${line.url}/sync`)
  await expect(lightOf(page)).toContainText(`还差 1 条记录、${keptPictures} 张照片`)
  line.setFault('none')
  await page.getByRole('button', { name: '立即同步' }).click()
  await expect(lightOf(page)).toContainText('可以离岗')
})
