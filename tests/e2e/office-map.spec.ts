import { expect } from '@playwright/test'
import { distanceM } from '../../src/domain/place/distance.ts'
import { must } from '../../src/lib/must.ts'
import type { SignDetailResponse, SignPoint, SignPointsResponse } from '../../src/protocol/office.ts'
import { signInByApi } from '../support/api-client.ts'
import { signIn } from '../support/morning.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { test } from '../support/sample-bureau-test.ts'

test('a captain drags a sign to where it stands, says why, and the register has it there with her word in its history', async ({
  page,
  bureau,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const captain = await signInByApi(bureau.url, '2001')
  const pointOf = async (signId: string): Promise<SignPoint> => {
    const { points } = (await captain.get('/api/office/sign-points')) as SignPointsResponse
    return must(
      points.find((point) => point.signId === signId),
      'the sign on the map',
    )
  }
  await signIn(page, bureau.url, '2001')
  await expect(page).toHaveURL(/ready|today|office/)
  await expect.poll(async () => (await readPhoneTable(page, 'p-2001', 'signs')).length).toBeGreaterThan(20)
  await page.goto(`${bureau.url}/office/sign-map`)
  const listed = page.locator('button[data-sign]').first()
  const signId = must(await listed.getAttribute('data-sign'), 'the id of the sign')
  const before = await pointOf(signId)
  await listed.click()
  await page.getByRole('button', { name: '更正位置' }).click()
  const pin = page.locator('.moving-pin')
  await pin.hover()
  const box = must(await pin.boundingBox(), 'the pin')
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2 + 40, { steps: 8 })
  await page.mouse.up()
  await expect(page.getByText(/向[东南西北]+移 \d+ 米$/)).toBeVisible()

  const typed = must(await page.getByPlaceholder('其他原因，可手写').boundingBox(), 'the field of the reason')
  const save = must(await page.getByRole('button', { name: '保存位置' }).boundingBox(), 'the button')
  expect(save.y - (typed.y + typed.height)).toBeGreaterThanOrEqual(12)

  await page.getByRole('button', { name: '登记时定位偏了' }).click()
  await page.getByRole('button', { name: '保存位置' }).click()
  await expect(pin).toHaveCount(0)
  await expect.poll(async () => distanceM(before, await pointOf(signId))).toBeGreaterThan(3)
  const { history } = (await captain.get(`/api/office/signs/${signId}`)) as SignDetailResponse
  expect(history.filter(({ entry }) => entry.kind === 'sign.placed')).toMatchObject([
    { entry: { author: 'p-2001', data: { reason: '登记时定位偏了' } } },
  ])
})
