import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '../../src/lib/must.ts'
import { startCaptivePortal } from '../support/captive-portal.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { buildNextRelease, entryScriptOf, thisRelease } from '../support/next-release.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { expectRelease, lookForUpdate, updateOffer } from '../support/update-prompt.ts'

let folder: string
let server: ServerProcess

const start = (port: number, release = thisRelease): Promise<ServerProcess> =>
  startServerProcess({ dataDir: join(folder, 'data'), port, env: { SAMPLE: '0', DIST_DIR: release } })

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunhu-e2e-'))
  server = await start(await freePort())
})
test.beforeEach(async ({ page }) => {
  await page.goto(`${server.url}/login`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
})
test.afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Stops the server while `work` runs. */
async function withoutServer(work: () => Promise<void>): Promise<void> {
  await server.stop()
  try {
    await work()
  } finally {
    server = await start(server.port)
  }
}

const signInButton = (page: Page) => page.getByRole('button', { name: '登录', exact: true })

/** Whether the worker answered a request of the page. */
async function isAnsweredByWorker(page: Page, method: string, path: string): Promise<boolean> {
  const [response] = await Promise.all([
    page.waitForResponse((candidate) => new URL(candidate.url()).pathname === path),
    page.evaluate(([verb, url]) => fetch(url!, { method: verb! }).then((answer) => answer.text()), [method, path]),
  ])
  return response.fromServiceWorker()
}

test('the worker answers the shell and the screens without a server, and nothing of /api', async ({ page }) => {
  expect(await isAnsweredByWorker(page, 'GET', await entryScriptOf(thisRelease))).toBe(true)
  expect(await isAnsweredByWorker(page, 'GET', '/api/about')).toBe(false)
  await page.goto(`${server.url}/api/openapi.json`)
  expect(await page.locator('body').textContent()).toContain('"openapi"')
  await withoutServer(async () => {
    for (const path of ['/', '/today', '/office/ledger']) {
      await page.goto(`${server.url}${path}`)
      await expect(signInButton(page)).toBeVisible()
    }
    const answer = page.evaluate(() => fetch('/api/about').then((reply) => reply.status))
    await expect(answer).rejects.toThrow('Failed to fetch')
  })
})

test('the worker lets everything but GET pass, to an address of the shell too', async ({ page }) => {
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE'])
    expect(await isAnsweredByWorker(page, method, '/index.html'), method).toBe(false)
})

test('a first install that loses a file on the line is begun again, and makes the phone ready', async ({ browser }) => {
  const line = await startFaultProxy(await freePort(), server.port)
  // Only old browsers read it; in this one the worker alone does, for its cache. A line that is cut is tried again by Chromium itself.
  line.setFault({ refuse: 'server/failed' }, { path: '/old-browser.js', times: 1 })
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${line.url}/login`)
  await expect.poll(() => line.requests()).toContain('GET /old-browser.js')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.close()
  await line.close()
})

test('the worker opens no database and keeps nothing but the shell', async ({ context, page }) => {
  const worker = must(context.serviceWorkers()[0], 'the worker runs')
  await worker.evaluate(() => {
    const opened = IDBFactory.prototype.open
    const counted = globalThis as unknown as { opens: number }
    counted.opens = 0
    IDBFactory.prototype.open = function (...names) {
      counted.opens += 1
      return opened.apply(this, names)
    }
  })
  await page.goto(`${server.url}/today`)
  await isAnsweredByWorker(page, 'GET', '/api/about')
  await isAnsweredByWorker(page, 'POST', '/index.html')
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: 'SYNC' }))
  expect(await worker.evaluate(() => (globalThis as unknown as { opens: number }).opens)).toBe(0)
  const kept = await page.evaluate(async () => {
    const requests = (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
    return (await Promise.all(requests)).flat().map((request) => new URL(request.url).pathname)
  })
  expect(kept.length).toBeGreaterThan(10)
  expect(
    kept.filter(
      (path) => !/^\/(assets\/|icons\/|index\.html|old-browser\.js|wake-database\.js|manifest\.webmanifest)/.test(path),
    ),
  ).toEqual([])
})

test('a shell that the browser has lost gives a page that says what to do', async ({ page }) => {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await withoutServer(async () => {
    await page.goto(`${server.url}/today`)
    await expect(page.getByRole('heading', { name: '应用暂时打不开' })).toBeVisible()
  })
})

test('[FAULT-13] a captive portal between sw.js and its files installs nothing, and the old app starts offline', async ({
  page,
}) => {
  const next = join(folder, 'next')
  await buildNextRelease(next)
  await server.stop()
  const portal = await startCaptivePortal(server.port, { '/sw.js': await readFile(join(next, 'sw.js')) })
  const fate = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const found = new Promise<ServiceWorker>((resolve) =>
      registration.addEventListener('updatefound', () => resolve(registration.installing!)),
    )
    void registration.update()
    const incoming = await found
    while (incoming.state === 'installing')
      await new Promise((resolve) => incoming.addEventListener('statechange', resolve, { once: true }))
    return incoming.state
  })
  expect(fate).toBe('redundant')
  await portal.close()

  await page.goto(`${server.url}/today`)
  await expect(signInButton(page)).toBeVisible()
  await expectRelease(page, await entryScriptOf(thisRelease))

  server = await start(server.port, next)
  await lookForUpdate(page)
  await expect(updateOffer(page), 'the same release installs once the portal is gone').toBeVisible()
})
