import { expect, test } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { captainSees } from '../../support/captain-sees.ts'
import { samplePassword } from '../../support/morning.ts'
import { sampleDataDir } from '../../support/sample-data-dir.ts'
import { freePort, startServerProcess } from '../../support/server-process.ts'
import { openWebKit, type WebKitBrowser } from '../../support/webkit-browser.ts'
import { createScreen, type Screen } from '../../support/webkit-screen.ts'

let folder = ''
let browser: WebKitBrowser
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-webkit-'))
  browser = await openWebKit()
})
test.afterEach(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function drawnFiles(hues: readonly number[]): Promise<readonly string[]> {
  return Promise.all(
    hues.map(async (hue) => {
      const path = join(folder, `${hue}.jpg`)
      await writeFile(path, await drawnJpeg({ widthPx: 1600, heightPx: 1200, hue }))
      return path
    }),
  )
}

async function signIn(screen: Screen, url: string): Promise<void> {
  await screen.open(`${url}/login`)
  await screen.fill('#number', '1001')
  await screen.fill('#password', samplePassword)
  await screen.tap('登录')
  await screen.see('离线可用')
  await screen.tap('开始')
}

/** This engine has no position to give: the plaque and a reason stand for it. */
async function arriveWithoutPosition(screen: Screen, plaque: string): Promise<void> {
  await screen.tap('到岗')
  await screen.seeAt(/\/arrive/)
  await screen.tap('到岗')
  await screen.tap('楼高信号弱')
  await screen.photograph(plaque)
  await screen.count('.evidence li', 1)
  await screen.tap('到岗')
  await screen.seeAt(/\/shift\/[^/]+$/)
}

async function checkWithOneFailure(screen: Screen): Promise<void> {
  await screen.tap('开始检查')
  await screen.tapLike('护学')
  await screen.seeAt(/\/checklist\/HX/)
  await screen.tapIn('[data-item="HX-05"]', '不合格')
  await screen.tap('本组其余合格')
  await screen.tapLike('保存')
  await screen.see('已保存')
  await screen.tap('返回')
}

async function tallyThreeVendors(screen: Screen): Promise<void> {
  await screen.tap('快速计数')
  for (const counted of [1, 2, 3]) {
    await screen.tapAt('[data-counter="vendor"]')
    await screen.reads('[data-counter="vendor"] .count', new RegExp(`^${counted}$`))
  }
  await screen.tap('返回')
}

async function reportFinding(screen: Screen, photos: readonly string[]): Promise<void> {
  await screen.tap('上报问题')
  await screen.seeAt(/\/finding\/(?!new)/)
  for (const [index, photo] of photos.entries()) {
    await screen.photograph(photo)
    await screen.count('.strip li', index + 1)
  }
  await screen.fill('input[type=search]', '无照经营游商')
  await screen.tap('无照经营游商')
  await screen.tap('保存')
  await screen.seeAt(/\/shift\/[^/]+$/)
}

/** Without the kill of the Chromium one: a driven session's profile ends with it, so there is nothing to come back to. */
test('a morning without network arrives once from WebKit, with every photo by its hash', async () => {
  test.setTimeout(600_000)
  const sinceMs = Date.now()
  const [plaque, ...photos] = await drawnFiles([20, 70, 120, 170])
  const dataDir = await sampleDataDir(join(folder, 'data'))
  const port = await freePort()
  let server = await startServerProcess({ dataDir, port })
  const screen = createScreen(browser.driver)
  await signIn(screen, server.url)

  await server.stop()
  await screen.open(`${server.url}/today`)
  await screen.reload()
  await screen.see('演练')
  await arriveWithoutPosition(screen, plaque!)
  await checkWithOneFailure(screen)
  await tallyThreeVendors(screen)
  await reportFinding(screen, photos)
  await screen.tap('离岗')
  await screen.seeAt(/\/leave/)
  await screen.tap('离岗')
  await screen.see('已离岗')
  await screen.tapAt('a.light')
  await screen.reads('[data-testid="departure-light"]', /还差[^]*4 张照片/)

  server = await startServerProcess({ dataDir, port })
  await screen.tap('立即同步')
  await screen.reads('[data-testid="departure-light"]', /可以离岗/)

  const seen = await captainSees(server.url, sinceMs)
  expect(seen.vendors).toBe(3)
  expect(seen.photosByCase).toEqual([3])
  expect(new Set(seen.photoHashes).size).toBe(3)
  await server.stop()
})
