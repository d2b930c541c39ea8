import { expect, test } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { deviceStorageContract, type StoragePromise } from '../contract/device-storage.contract.ts'

const contract = fileURLToPath(new URL('../contract/device-storage.contract.ts', import.meta.url))
/** Answered by the test itself: no server. Hashes need a secure context, which localhost is. */
const address = 'http://localhost:9/'

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

test.describe('device storage in this browser', () => {
  let script: string

  test.beforeAll(async () => {
    script = await bundleContract()
  })

  for (const { name } of deviceStorageContract) {
    test(name, async ({ page }) => {
      await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
      await page.goto(address)
      await page.addScriptTag({ content: script })
      const failure = await page.evaluate(async (wanted) => {
        const { contract } = globalThis as unknown as { contract: { deviceStorageContract: readonly StoragePromise[] } }
        const promise = contract.deviceStorageContract.find((candidate) => candidate.name === wanted)
        if (!promise) return 'not in the bundle'
        try {
          await promise.run({ indexedDB, IDBKeyRange, crypto })
          return null
        } catch (caught) {
          return caught instanceof Error ? `${caught.name}: ${caught.message}` : String(caught)
        }
      }, name)
      expect(failure).toBeNull()
    })
  }
})
