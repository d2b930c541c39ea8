import { expect, test, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { deviceStorageContract, survivesFullDisk, type StoragePromise } from '../contract/device-storage.contract.ts'

const contract = fileURLToPath(new URL('../contract/device-storage.contract.ts', import.meta.url))
/** Answered by the test itself: no server. Hashes need a secure context, which localhost is. */
const address = 'http://localhost:9/'

interface Bundle {
  readonly deviceStorageContract: readonly StoragePromise[]
  readonly survivesFullDisk: StoragePromise
}

/** The same promises as a script for a page. */
async function bundleContract(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: contract, formats: ['iife'], name: 'contract' } },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  if (!bundle || !('output' in bundle)) throw new Error('Vite gave no bundle.')
  return bundle.output[0].code
}

/** Keeps one promise inside the page; the failure as text, or null. */
async function runInPage(page: Page, script: string, wanted: string): Promise<string | null> {
  await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto(address)
  await page.addScriptTag({ content: script })
  return page.evaluate(async (name) => {
    const { contract } = globalThis as unknown as { contract: Bundle }
    const promises = [...contract.deviceStorageContract, contract.survivesFullDisk]
    const promise = promises.find((candidate) => candidate.name === name)
    if (!promise) return 'not in the bundle'
    try {
      await promise.run({ indexedDB, IDBKeyRange, crypto })
      return null
    } catch (caught) {
      return caught instanceof Error ? `${caught.name}: ${caught.message}` : String(caught)
    }
  }, wanted)
}

test.describe('device storage in this browser', () => {
  let script: string

  test.beforeAll(async () => {
    script = await bundleContract()
  })

  for (const { name } of deviceStorageContract) {
    test(name, async ({ page }) => expect(await runInPage(page, script, name)).toBeNull())
  }

  test(survivesFullDisk.name, async ({ page, context }) => {
    const devtools = await context.newCDPSession(page)
    const origin = new URL(address).origin
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 5_000_000 })
    expect(await runInPage(page, script, survivesFullDisk.name)).toBeNull()
  })
})
