import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '../../support/morning.ts'
import { openPhone } from '../../support/phone-browser.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'

/** A thumb's width, less the line around it. */
const leastTouchPx = 40

/** What a thumb cannot hit, and what the page has beyond its right edge. */
const faultsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const found: string[] = []
    const over = document.documentElement.scrollWidth - window.innerWidth
    if (over > 0) found.push(`${over} px beside the page`)
    for (const target of document.querySelectorAll<HTMLElement>('main button, main select, nav a')) {
      const { width, height } = target.getBoundingClientRect()
      const isSeen = width > 0 && height > 0 && target.checkVisibility({ visibilityProperty: true })
      if (isSeen && height < least) found.push(`${Math.round(height)} px high: ${target.innerText.slice(0, 20)}`)
    }
    return found
  }, leastTouchPx)

for (const [number, role] of [
  ['2001', 'captain'],
  ['9001', 'administrator'],
] as const)
  test(`the office of a ${role} fits a phone of 360 × 740: nothing beside the page, every control under a thumb`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xunhu-small-office-'))
    const server = await startServerProcess({
      dataDir: await sampleDataDir(join(folder, 'data')),
      port: await freePort(),
    })
    const phone = await openPhone({ profileDir: join(folder, 'phone'), viewport: { width: 360, height: 740 } })
    const { page } = phone
    try {
      await signIn(page, server.url, number)
      await page.getByRole('button', { name: /^(开始|先进入)$/ }).click()
      await page.goto(`${server.url}/${number === '2001' ? 'office/inbox' : 'settings'}`)
      const rail = page.locator('nav').first().locator('a')
      await expect(rail.first()).toBeVisible()
      const places = await rail.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
      expect(places.length).toBeGreaterThan(2)
      for (const place of places) {
        await page.goto(server.url + place)
        await expect(page.locator('h1').first()).toBeVisible()
        await page.waitForLoadState('networkidle')
        expect(await faultsOf(page), place).toEqual([])
      }
    } finally {
      await phone.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
