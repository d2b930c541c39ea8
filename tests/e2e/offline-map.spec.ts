import { expect, test as base } from '@playwright/test'
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

test('an officer without a network opens the map, finds the nearest sign to survey, and reports something where the map is', async ({
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
