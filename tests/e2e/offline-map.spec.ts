import { expect, test as base, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ShelfPromise } from '../contract/map-shelf.contract.ts'
import { servePageWith } from '../support/bundle-page.ts'
import { coloursOn, mapFiles } from '../support/map-pixels.ts'
import { atEastGate, chooseCategory, makeReady } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { readPhoneTable } from '../support/phone-database.ts'
import { test } from '../support/sample-bureau-test.ts'

interface CaseRow {
  readonly reporter: string
  readonly value: { readonly report: { readonly place: { readonly fix: { readonly source: string } | null } } }
}

interface SignRow {
  readonly id: string
  readonly value: { readonly attributes: { readonly point: { readonly lat: number; readonly lng: number } } }
}

const placesOf = async (page: Page): Promise<ReadonlyMap<string, string>> =>
  new Map(
    ((await readPhoneTable(page, 'p-1001', 'signs')) as readonly SignRow[]).map(({ id, value }) => [
      id,
      JSON.stringify(value.attributes.point),
    ]),
  )

/** Drags the pin of the chosen sign sixty pixels along, and says why. */
async function putRight(page: Page): Promise<void> {
  await page.getByRole('button', { name: '更正位置' }).click()
  await page.locator('.moving-pin').hover()
  await page.mouse.down()
  await page.mouse.move(240, 300, { steps: 8 })
  await page.mouse.up()
  await expect(page.getByText(/^示例.* 向[东南西北]+移 \d+ 米$/)).toBeVisible()
  await page.getByRole('button', { name: '登记时定位偏了' }).click()
  await page.getByRole('button', { name: '保存位置' }).click()
  await expect(page.getByText('位置已更正，已保存')).toBeVisible()
}

test('an officer without a network opens the map, finds the nearest sign to survey, puts its place right, and reports something where the map is', async ({
  line,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-map-'))
  const { page, close } = await openPhone({ profileDir: join(folder, 'phone'), place: atEastGate })
  await makeReady(page, line.url, '1001')
  // The map comes by itself once the first screen stands; its record is written when every piece is here.
  await expect.poll(() => mapFiles(page)).toContain('map.json')
  await expect.poll(async () => (await readPhoneTable(page, 'p-1001', 'signs')).length).toBeGreaterThan(20)
  line.setFault('down')

  await page.goto(`${line.url}/map`)
  await expect.poll(() => coloursOn(page, 'canvas.leaflet-tile-loaded')).toBeGreaterThan(20)
  await expect.poll(() => coloursOn(page, '.leaflet-overlay-pane canvas')).toBeGreaterThan(20)

  await page.getByRole('button', { name: '最近未查' }).click()
  await expect(page.getByRole('status').filter({ hasText: /招牌 · .+ \d+ 米/ })).toBeVisible()
  const before = await placesOf(page)
  await putRight(page)
  const moved = [...(await placesOf(page))].filter(([id, place]) => before.get(id) !== place)
  expect(moved).toHaveLength(1)

  await page.getByRole('button', { name: '列表' }).click()
  await expect(page.locator('[data-item="sign"]').first()).toContainText(/[东南西北] \d+ 米/)
  await page.getByRole('button', { name: '看地图' }).click()

  await page.getByRole('button', { name: '在这里新增' }).click()
  await page.getByRole('button', { name: '上报问题' }).click()
  await expect(page.getByText('位置已在地图上选定')).toBeVisible()
  await chooseCategory(page, '非机动车乱停放')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  const cases = (await readPhoneTable(page, 'p-1001', 'cases')) as readonly CaseRow[]
  const own = cases.filter(({ reporter }) => reporter === 'p-1001')
  expect(own.filter(({ value }) => value.report.place.fix?.source === 'manualPin')).toHaveLength(1)
  await close()
  await rm(folder, { recursive: true, force: true })
})

base('the map’s shelf keeps its promises in this browser, in files and in the database', async ({ page }) => {
  const bundled = fileURLToPath(new URL('../support/map-shelves-in-page.ts', import.meta.url))
  const served = await servePageWith(bundled, 'shelves')
  await page.goto(served.url)
  const failures = await page.evaluate(async () => {
    const { contract, openFiles, openDatabase } = (
      globalThis as unknown as {
        shelves: {
          contract: readonly ShelfPromise[]
          openFiles: Parameters<ShelfPromise['run']>[0]
          openDatabase: Parameters<ShelfPromise['run']>[0]
        }
      }
    ).shelves
    const found: string[] = []
    for (const open of [openFiles, openDatabase])
      for (const { name, run } of contract)
        await run(open).catch((failure: unknown) => found.push(`${name}: ${String(failure)}`))
    return found
  })
  expect(failures).toEqual([])
  served.close()
})
