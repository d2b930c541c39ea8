import { expect } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReady, signIn } from '../../support/morning.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { playedCamera } from '../../support/played-camera.ts'
import { test } from '../../support/sample-bureau-test.ts'

interface SignRow {
  readonly id: string
  readonly value: { readonly attributes: { readonly signNo: string; readonly content: string } }
}

test('a label that the office has printed opens its sign without a network, in a browser that reads no codes by itself', async ({
  line,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-label-'))
  const office = await openPhone({ profileDir: join(folder, 'office'), viewport: { width: 1366, height: 768 } })
  await signIn(office.page, line.url, '2001')
  await office.page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
  await office.page.goto(`${line.url}/office/signs/labels`)
  const label = office.page.getByRole('img').first()
  const signNo = (await label.getAttribute('aria-label')) ?? ''
  expect(signNo).not.toBe('')
  const camera = join(folder, 'camera.y4m')
  const printed = await label.screenshot()
  await writeFile(camera, await playedCamera(printed))
  await office.close()

  const args = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ]
  const profileDir = join(folder, 'phone')
  let phone = await openPhone({ profileDir, args })
  await makeReady(phone.page, line.url, '1001')
  await expect.poll(async () => (await readPhoneTable(phone.page, 'p-1001', 'signs')).length).toBeGreaterThan(20)
  const rows = (await readPhoneTable(phone.page, 'p-1001', 'signs')) as readonly SignRow[]
  const sign = rows.find(({ value }) => value.attributes.signNo === signNo)
  await phone.close()
  phone = await openPhone({ profileDir, args })
  line.setFault('down')
  await phone.page.goto(`${line.url}/signs/scan`)
  expect(await phone.page.evaluate(() => 'BarcodeDetector' in globalThis)).toBe(false)
  await expect(phone.page).toHaveURL(new RegExp(`/signs/${sign?.id}$`), { timeout: 30_000 })
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(sign?.value.attributes.content ?? '')

  // The last way: a picture of the label, by the phone's own camera.
  await phone.page.goto(`${line.url}/signs`)
  await phone.close()
  phone = await openPhone({ profileDir })
  await phone.page.goto(`${line.url}/signs/scan`)
  await expect(phone.page.getByText('相机打不开，请拍一张标签来识别，或输入编号')).toBeVisible()
  const asked = phone.page.waitForEvent('filechooser')
  await phone.page.getByRole('button', { name: '拍一张标签来识别' }).click()
  await (await asked).setFiles({ name: 'label.png', mimeType: 'image/png', buffer: printed })
  await expect(phone.page).toHaveURL(new RegExp(`/signs/${sign?.id}$`))
  await phone.close()
  await rm(folder, { recursive: true, force: true })
})
