import { expect, type BrowserContext, type Page } from '@playwright/test'
import { anyCategory, expectSaved, noteField, openFinding, saveButton } from '../../support/finding-form.ts'
import { atEastGate, chooseCategory, makeReady } from '../../support/morning.ts'
import { readPhoneTable } from '../../support/phone-database.ts'
import { test } from '../../support/sample-bureau-test.ts'

interface Recorded {
  readonly kind: string
  readonly entry: {
    readonly at: string
    readonly data: { readonly note: string; readonly place: { readonly fix: Readonly<Record<string, unknown>> | null } }
  }
}

/** Half a kilometre north of the gate. */
const farAway = { latitude: atEastGate.latitude + 0.0045, longitude: atEastGate.longitude }
const placeField = (page: Page) => page.getByLabel('位置', { exact: true })

/** Records with this note as soon as `isSeen` stands on the form; what was stored of the position. */
async function fixOf(page: Page, url: string, note: string, isSeen: string): Promise<Recorded['entry']> {
  await openFinding(page, url)
  await expect(page.getByRole('status').filter({ hasText: isSeen })).toBeVisible()
  await noteField(page).fill(note)
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
  const rows = (await readPhoneTable(page, 'p-1001', 'journal')) as Recorded[]
  const row = rows.find(({ kind, entry }) => kind === 'case.reported' && entry.data.note === note)
  expect(row, 'the record is on the phone').toBeDefined()
  // The tick goes back by itself, in the middle of what comes next.
  await page.waitForURL((address) => !address.pathname.startsWith('/finding'))
  return row!.entry
}

const allow = (context: BrowserContext): Promise<void> => context.grantPermissions(['geolocation'])

test('[FAULT-25] whatever becomes of the position a finding is saved, and what is stored of it is true', async ({
  context,
  page,
  line,
}) => {
  await makeReady(page, line.url, '1001')
  line.setFault('down')

  const refused = await fixOf(page, line.url, '拒绝定位', '未取得定位，可填写位置')
  expect(refused.data.place.fix).toBeNull()

  await allow(context)
  await context.setGeolocation({ ...atEastGate, accuracy: 3_000 })
  const vague = await fixOf(page, line.url, '误差三公里', '±3000 米')
  expect(vague.data.place.fix).toMatchObject({ accuracyM: 3_000, source: 'gps' })

  await context.setGeolocation({ ...atEastGate, accuracy: 6 })
  const exact = await fixOf(page, line.url, '六米', '±6 米')
  expect(exact.data.place.fix).toMatchObject({ lat: atEastGate.latitude, lng: atEastGate.longitude, accuracyM: 6 })

  await context.setGeolocation({ ...farAway, accuracy: 5 })
  const jumped = await fixOf(page, line.url, '跳了五百米', '±5 米')
  expect(jumped.data.place.fix).toMatchObject({ lat: farAway.latitude, lng: farAway.longitude, accuracyM: 5 })

  // Withdrawn while the form is open: where one was, with the moment when one was there.
  await openFinding(page, line.url)
  await expect(page.getByRole('status').filter({ hasText: '±5 米' })).toBeVisible()
  await context.clearPermissions()
  await noteField(page).fill('收回定位')
  await placeField(page).fill('东门外')
  await chooseCategory(page, anyCategory)
  await saveButton(page).click()
  await expectSaved(page)
  const rows = (await readPhoneTable(page, 'p-1001', 'journal')) as Recorded[]
  const withdrawn = rows.find(({ entry }) => entry.data.note === '收回定位')?.entry
  expect(withdrawn?.data.place).toMatchObject({ text: '东门外', fix: { accuracyM: 5 } })
  expect(String(withdrawn?.data.place.fix?.['fixAt']) <= String(withdrawn?.at)).toBe(true)
})

test('[FAULT-25] a position that never comes holds nothing up, and one that is late is taken', async ({
  context,
  page,
  line,
}) => {
  await page.addInitScript(() => {
    const { watchPosition } = Geolocation.prototype
    const released = new Promise<void>((resolve) => addEventListener('release-position', () => resolve()))
    Geolocation.prototype.watchPosition = function (...given) {
      void released.then(() => watchPosition.apply(this, given))
      return 0
    }
  })
  await page.clock.install()
  await allow(context)
  await context.setGeolocation({ ...atEastGate, accuracy: 6 })
  await makeReady(page, line.url, '1001')
  line.setFault('down')
  const never = await fixOf(page, line.url, '一直没有定位', '正在定位，可直接保存')
  expect(never.data.place.fix).toBeNull()

  await openFinding(page, line.url)
  await expect(page.getByRole('status').filter({ hasText: '正在定位，可直接保存' })).toBeVisible()
  await page.clock.fastForward(21_000)
  await expect(page.getByRole('status').filter({ hasText: '未取得定位，可填写位置' })).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('release-position')))
  await expect(page.getByRole('status').filter({ hasText: '±6 米' })).toBeVisible()
})
