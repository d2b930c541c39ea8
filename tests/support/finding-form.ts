import { expect, type Page } from '@playwright/test'
import { createSeededRandom } from '../../src/lib/random.ts'
import { chooseCategory } from './morning.ts'
import { readPhoneTable } from './phone-database.ts'

/** The form of 上报问题, by the labels on it. */

export const noteField = (page: Page) => page.getByLabel('备注（可不填）')
export const photosOf = (page: Page) => page.locator('.strip li')
export const saveButton = (page: Page) => page.getByRole('button', { name: '保存', exact: true })
export const alertWith = (page: Page, code: string) => page.getByRole('alert').filter({ hasText: code })

export async function openFinding(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/finding/new`)
  await expect(page).toHaveURL(/\/finding\/(?!new)/)
}

/** Types; resolves when that is on the phone's disk. */
export async function writeNote(page: Page, note: string, personId = 'p-1001'): Promise<void> {
  await noteField(page).fill(note)
  await expect.poll(async () => JSON.stringify(await readPhoneTable(page, personId, 'drafts'))).toContain(note)
}

/** Where it does not matter which. */
export const anyCategory = '无照经营游商'

/** Saved, and gone back by itself to where the form was opened: whoever navigates before that is interrupted by it. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page).not.toHaveURL(/\/finding\//)
}

/** A whole finding, saved. */
export async function recordFinding(page: Page, url: string, note: string): Promise<void> {
  await openFinding(page, url)
  await noteField(page).fill(note)
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
}

/** Gives files to the camera's picker, one after the other. */
export async function giveToCamera(page: Page, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '拍照', exact: true }).click()
  await (await chooser).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
}

/** Begins as a JPEG and is none that any browser decodes: kept as it came, so that its size is known beforehand. */
export function damagedJpeg(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.from(createSeededRandom(seed).bytes(sizeBytes))
  Buffer.from('ffd8ffe000104a46494600', 'hex').copy(bytes)
  return bytes
}
