import { expect, type Page } from '@playwright/test'
import { distanceM } from '../../../src/domain/place/distance.ts'
import type { School } from '../../../src/domain/place/school.ts'
import { must } from '../../../src/lib/must.ts'
import { signInByApi } from '../../support/api-client.ts'
import { signIn } from '../../support/morning.ts'
import { test } from '../../support/sample-bureau-test.ts'

async function drag(page: Page, selector: string, eastPx: number, southPx: number): Promise<void> {
  const handle = page.locator(selector).first()
  await handle.hover()
  const box = must(await handle.boundingBox(), selector)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + eastPx, box.y + box.height / 2 + southPx, { steps: 8 })
  await page.mouse.up()
}

test('a captain draws the perimeter of a school, makes it 200 m, moves a post, and phones read it so', async ({
  page,
  bureau,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const captain = await signInByApi(bureau.url, '2001')
  const schools = async (): Promise<readonly School[]> => {
    const { documents } = (await captain.get('/api/office/assignments?collection=schools')) as {
      readonly documents: readonly { readonly data: School }[]
    }
    return documents.map(({ data }) => data)
  }
  await signIn(page, bureau.url, '2001')
  await expect(page).toHaveURL(/ready|today|office/)
  await page.goto(`${bureau.url}/office/places`)
  const name = must(await page.locator('nav [aria-pressed="true"]').textContent(), 'the school on the map').trim()
  const saved = async (): Promise<School> =>
    must(
      (await schools()).find((each) => each.name === name),
      name,
    )
  const save = async (): Promise<void> => {
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByText('已保存，队员手机下次同步时更新')).toBeVisible()
  }
  const before = await saved()

  // By hand: three corners.
  await page.getByRole('button', { name: '重新画' }).click()
  const map = must(await page.getByRole('application').boundingBox(), 'the map')
  const middle = { x: map.width / 2, y: map.height / 2 }
  for (const [east, south] of [
    [-60, -200],
    [60, -200],
    [0, -140],
  ] as const)
    await page.getByRole('application').click({ position: { x: middle.x + east, y: middle.y + south } })
  await page.getByRole('button', { name: '画完' }).click()
  await save()
  expect((await saved()).perimeter).toHaveLength(3)

  // By metres, around the school.
  await page.getByLabel('米').fill('200')
  await page.getByRole('button', { name: '以学校为中心' }).click()
  await save()
  const ring = await saved()
  for (const corner of ring.perimeter) expect(Math.abs(distanceM(corner, ring.point) - 200)).toBeLessThan(4)

  // A post is moved to where it is.
  await drag(page, '.place-post', 40, 40)
  await save()
  const after = await saved()
  const moved = after.posts.filter((post, index) => distanceM(post.point, must(before.posts[index], 'it').point) > 1)
  expect(moved).toHaveLength(1)
})
