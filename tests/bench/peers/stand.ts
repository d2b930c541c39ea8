import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { samplePassword } from '../../support/morning.ts'
import { freePort } from '../../support/server-process.ts'
import { bundleScript } from './bundle-script.ts'
import { startCountedLine, type CountedLine } from './counted-line.ts'
import type { BenchServer } from './servers/bench-server.ts'
import { startCouchServer } from './servers/couch-server.ts'
import { startLineServer } from './servers/line-server.ts'
import { startXunhuServer } from './servers/xunhu-server.ts'

export interface Contender {
  readonly title: string
  readonly adapter: string
  readonly sendsPhotos: boolean
  /** Of a reference whose sending is no other than the first one's. */
  readonly storesOnly?: true
  startServer(folder: string, port: number): Promise<BenchServer>
}

/** The first is the reference of every ratio. */
export const contenders: readonly Contender[] = [
  { title: '裸 IndexedDB + fetch', adapter: 'raw', sendsPhotos: true, startServer: startLineServer },
  {
    title: '裸 IndexedDB，巡护的库与索引',
    adapter: 'raw-same-stores',
    sendsPhotos: false,
    storesOnly: true,
    startServer: startLineServer,
  },
  { title: '巡护', adapter: 'xunhu', sendsPhotos: true, startServer: startXunhuServer },
  { title: 'RxDB', adapter: 'rxdb', sendsPhotos: false, startServer: startLineServer },
  { title: 'PouchDB', adapter: 'pouchdb', sendsPhotos: true, startServer: startCouchServer },
  { title: 'Dexie + fetch', adapter: 'plain-dexie', sendsPhotos: true, startServer: startLineServer },
]

/** One library in its page, with its server and the line between them. */
export interface Stand {
  readonly contender: Contender
  readonly page: Page
  readonly line: CountedLine
  readonly server: BenchServer
  readonly gzipBytes: number
  close(): Promise<void>
}

/** An empty page of the line's own origin, so that storage, cookies and calls are those of an app that its server serves. */
async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  const place = `${url}/bench-page`
  await page.route(place, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto(place)
  // A route that stays makes every call of the page take the way through the driver.
  await page.unroute(place)
  return page
}

export async function openStand(context: BrowserContext, contender: Contender, root: string): Promise<Stand> {
  const folder = join(root, contender.adapter)
  await mkdir(folder, { recursive: true })
  const server = await contender.startServer(folder, await freePort())
  const line = await startCountedLine(server.port)
  const page = await openPage(context, line.url)
  const { code, gzipBytes } = await bundleScript(`adapters/${contender.adapter}.ts`, 'peer')
  await page.addScriptTag({ content: code })
  await page.addScriptTag({ content: (await bundleScript('in-page.ts', 'inPage')).code })
  await page.evaluate((options) => inPage.open(options), { url: line.url, number: '1001', password: samplePassword })
  return {
    contender,
    page,
    line,
    server,
    gzipBytes,
    close: async () => {
      await page.close()
      line.close()
      await server.close()
    },
  }
}
