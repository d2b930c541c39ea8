import { expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anyCategory, damagedJpeg, noteField, openFinding, photosOf, writeNote } from '../support/finding-form.ts'
import { chooseCategory } from '../support/morning.ts'
import { makeReady, takePhoto } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { test } from '../support/sample-bureau-test.ts'

test('[FAULT-2] a page that is lost while the camera is open comes back to the same form, with all that was typed', async ({
  line,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'xunhu-lost-'))
  const before = await openPhone({ profileDir })
  await makeReady(before.page, line.url, '1001')
  await openFinding(before.page, line.url)
  await takePhoto(before.page, { name: 'first.jpg', buffer: damagedJpeg(40_000, 2) }, 1)
  await chooseCategory(before.page, anyCategory)
  await writeNote(before.page, '相机打开以前')
  await noteField(before.page).fill('相机打开以前写的最后一个字')
  const camera = before.page.waitForEvent('filechooser')
  await before.page.getByRole('button', { name: '拍照', exact: true }).click()
  await camera
  const form = new URL(before.page.url()).pathname
  await before.kill()

  // The installed app starts at its first screen again.
  line.setFault('down')
  const after = await openPhone({ profileDir })
  await after.page.goto(`${line.url}/today`)
  await expect(after.page).toHaveURL(new RegExp(form))
  await expect(noteField(after.page)).toHaveValue('相机打开以前写的最后一个字')
  await expect(photosOf(after.page)).toHaveCount(1)
  await expect(after.page.locator('[data-category="street.mobileVendor"][aria-checked="true"]').first()).toBeVisible()
  await expect(after.page.getByText('刚才那张没有存下；填写内容都在，请重新拍照')).toBeVisible()
  await after.close()
  await rm(profileDir, { recursive: true, force: true })
})
