import { expect, type Page } from '@playwright/test'
import { distanceM } from '../../src/domain/place/distance.ts'
import type { SignType } from '../../src/domain/signage/sign-type.ts'
import { must } from '../../src/lib/must.ts'
import { drawnJpeg } from './drawn-photos.ts'
import { takePhoto } from './morning.ts'
import { readPhoneTable } from './phone-database.ts'

/** The steps of a surveyor's street, by the labels on the screens. */

export async function openSurvey(page: Page): Promise<void> {
  await page.getByRole('link', { name: /排雷/ }).click()
  await expect(page.getByRole('heading', { name: '排雷' })).toBeVisible()
}

/** Everything that has no answer yet is normal, stop by stop. */
export async function restIsNormal(page: Page): Promise<void> {
  const rest = page.getByRole('button', { name: /^其余 \d+ 项正常$/ })
  for (let left = await rest.count(); left > 0; left -= 1) await rest.first().click()
  await expect(rest).toHaveCount(0)
}

export const answer = (page: Page, itemId: string, result: string): Promise<void> =>
  page.locator(`[data-item="${itemId}"]`).getByRole('radio', { name: result, exact: true }).click()

export async function takePhotos(page: Page, count: number, before = 0): Promise<void> {
  for (let index = before; index < before + count; index += 1) {
    const buffer = await drawnJpeg({ widthPx: 800, heightPx: 600, hue: index * 40 })
    await takePhoto(page, { name: `sign-${index}.jpg`, buffer }, index + 1)
  }
}

export async function saveSurvey(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/signs\/sign-[^/]+(\/cordon)?$/)
}

export interface TypedSign {
  readonly content: string
  readonly type: string
  readonly width: string
  readonly height: string
  readonly bottom: string
}

/** Fills the form of a new sign of unknown age, and goes on to its survey. */
export async function registerSign(page: Page, sign: TypedSign): Promise<void> {
  await page.getByLabel('牌面文字').fill(sign.content)
  await page.getByLabel('类型').selectOption({ label: sign.type })
  await page.getByLabel('位置').fill('示例街 88 号')
  await page.getByLabel('宽 m').fill(sign.width)
  await page.getByLabel('高 m').fill(sign.height)
  await page.getByLabel('下缘离地 m').fill(sign.bottom)
  await page.getByLabel('设置年份不详').check()
  await page.getByLabel('设置人或店名').fill(sign.content)
  await page.getByRole('button', { name: '保存并开始排雷' }).click()
  await expect(page).toHaveURL(/\/survey\/[^/]+$/)
}

export interface KnownSign {
  readonly type: string
  /** Opened by its mark on the map, and not from the list. */
  readonly onMap?: SignType
  /** Item and result; the rest is normal. */
  readonly answers: readonly (readonly [string, string])[]
  readonly grade: string
}

interface SignRow {
  readonly id: string
  readonly value: {
    readonly grade: string | null
    readonly attributes: { readonly signType: string; readonly point: { readonly lat: number; readonly lng: number } }
  }
}

/** Nearer to each other than this, marks share a number where the map opens. */
const apartM = 70

/** An unsurveyed sign of this type whose mark stands alone. */
async function loneSign(page: Page, signType: SignType): Promise<SignRow> {
  const rows = (await readPhoneTable(page, 'p-1001', 'signs')) as readonly SignRow[]
  const isAlone = ({ id, value }: SignRow): boolean =>
    rows.every((other) => other.id === id || distanceM(other.value.attributes.point, value.attributes.point) > apartM)
  const found = rows.find(
    (row) => row.value.grade === null && row.value.attributes.signType === signType && isAlone(row),
  )
  return must(found, `an unsurveyed ${signType} that stands alone`)
}

/** Walks to an unsurveyed sign of this type and taps on its mark, which is in the middle of the map. */
async function openFromMap(page: Page, signType: SignType): Promise<void> {
  const { id, value } = await loneSign(page, signType)
  const { lat: latitude, lng: longitude } = value.attributes.point
  await page.context().setGeolocation({ latitude, longitude, accuracy: 5 })
  await page.goto(new URL('/map', page.url()).href)
  // Until the marks are drawn a tap meets nothing.
  await expect(async () => {
    await page.getByRole('application').click()
    await expect(page.getByRole('link', { name: '打开' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await page.getByRole('link', { name: '打开' }).click()
  await expect(page).toHaveURL(new RegExp(`/signs/${id}$`))
}

/**
 * Opens a sign of this type, the first that the street's list holds or one from the map, and surveys it without a picture, which
 * stays owed.
 */
export async function surveyKnown(page: Page, { type, answers, grade, onMap }: KnownSign): Promise<void> {
  if (onMap) await openFromMap(page, onMap)
  else await page.locator('[data-sign]').filter({ hasText: type }).first().click()
  await page.getByRole('button', { name: '开始排雷' }).click()
  await expect(page.getByText(/还有 \d+ 项没有答/)).toBeVisible()
  for (const [itemId, result] of answers) await answer(page, itemId, result)
  await restIsNormal(page)
  await saveSurvey(page)
  await expect(page.locator('.grade').first()).toContainText(grade)
  await page.goto(new URL('/signs', page.url()).href)
  await expect(page.getByRole('heading', { name: '排雷' })).toBeVisible()
}
