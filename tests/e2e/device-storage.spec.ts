import { expect, test, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { deviceStorageContract, survivesFullDisk } from '../contract/device-storage.contract.ts'
import type { StoragePromise } from '../contract/device-storage/storage-promise.ts'
import { servePageWith } from '../support/bundle-page.ts'

const contract = fileURLToPath(new URL('../contract/device-storage.contract.ts', import.meta.url))

interface Bundle {
  readonly deviceStorageContract: readonly StoragePromise[]
  readonly survivesFullDisk: StoragePromise
}

/** Keeps one promise inside the page; the failure as text, or null. */
async function runInPage(page: Page, url: string, wanted: string): Promise<string | null> {
  await page.goto(url)
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
  let served: Awaited<ReturnType<typeof servePageWith>>
  test.beforeAll(async () => {
    served = await servePageWith(contract, 'contract')
  })
  test.afterAll(() => served.close())

  for (const { name } of deviceStorageContract) {
    test(name, async ({ page }) => expect(await runInPage(page, served.url, name)).toBeNull())
  }

  test(survivesFullDisk.name, async ({ page, context }) => {
    const devtools = await context.newCDPSession(page)
    const { origin } = new URL(served.url)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 5_000_000 })
    expect(await runInPage(page, served.url, survivesFullDisk.name)).toBeNull()
  })
})
