import { expect, test } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { deviceStorageContract } from '../../contract/device-storage.contract.ts'
import { servePageWith } from '../../support/bundle-page.ts'
import type { Recorded } from '../../support/record-before-reload.ts'
import { openWebKit, type WebKitBrowser } from '../../support/webkit-browser.ts'

const contract = fileURLToPath(new URL('../../contract/device-storage.contract.ts', import.meta.url))
const recording = fileURLToPath(new URL('../../support/record-before-reload.ts', import.meta.url))

/** What went wrong inside the page as text, or null: an exception of the page itself would lose its name on the way. */
const keepPromise = `
  const [name, done] = arguments
  const tell = (caught) => done(caught instanceof Error ? caught.name + ': ' + caught.message : String(caught))
  const promise = contract.deviceStorageContract.find((candidate) => candidate.name === name)
  if (promise) promise.run({ indexedDB, IDBKeyRange, crypto }).then(() => done(null), tell)
  else done('not in the bundle')`

const call = (name: string): string => `
  const done = arguments[arguments.length - 1]
  recording.${name}(arguments[0]).then((value) => done({ value }), (caught) => done({ failure: String(caught) }))`

test.describe('device storage in WebKit', () => {
  let browser: WebKitBrowser
  test.beforeAll(async () => {
    browser = await openWebKit()
  })
  test.afterAll(() => browser.close())

  test.describe('the contract', () => {
    let page: Awaited<ReturnType<typeof servePageWith>>
    test.beforeAll(async () => {
      page = await servePageWith(contract, 'contract')
    })
    test.afterAll(() => page.close())

    for (const { name } of deviceStorageContract) {
      test(name, async () => {
        await browser.driver.get(page.url)
        expect(await browser.driver.executeAsyncScript(keepPromise, name)).toBeNull()
      })
    }
  })

  test('[FAULT-8] a record and its photos come back byte for byte after a reload; a Blob is refused', async () => {
    const page = await servePageWith(recording, 'recording')
    const { driver } = browser
    await driver.get(page.url)
    const { value: recorded, failure } = await driver.executeAsyncScript<{ value: Recorded; failure?: string }>(
      call('recordAll'),
    )
    expect(failure).toBeUndefined()
    expect(recorded.photoBytes).toHaveLength(3)
    expect(recorded.blobRefusal).toBe('TypeError')

    await driver.navigate().refresh()
    const found = await driver.executeAsyncScript<{ value: Recorded }>(call('readAll'))
    expect(found.value).toEqual(recorded)
    page.close()
  })
})
