import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { Random } from '../../src/lib/random.ts'
import { openPhone } from '../support/phone-browser.ts'
import { servePageWith } from '../support/bundle-page.ts'
import type * as recording from './recording-in-page.ts'
import type { Saved } from './recording-in-page.ts'

export interface BrowserTorture {
  readonly kills: number
  readonly entries: number
  readonly photos: number
  readonly broken: readonly string[]
}

export const recordingModule = fileURLToPath(new URL('recording-in-page.ts', import.meta.url))
/** Of saves that were told; the one after them is then on its way. */
const mostSaves = 25
const longestAfterSaveMs = 50

export type InPage = typeof globalThis & { readonly recording: typeof recording; tell(saved: Saved): void }

/** Holds this phone to what it said before it was killed, and clears what was checked. */
async function check(page: Page, saves: readonly Saved[]): Promise<readonly string[]> {
  const broken = await page.evaluate((told) => (globalThis as InPage).recording.findBrokenSaves(told), saves)
  await page.evaluate(() => (globalThis as InPage).recording.forgetAll())
  return broken
}

/** Resolves once `wanted` saves were told; what is told later still counts. */
export async function recordUntil(page: Page, seed: number, wanted: number, saves: Saved[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    page
      .exposeFunction('tell', (saved: Saved) => {
        saves.push(saved)
        if (saves.length >= wanted) resolve()
      })
      .then(() =>
        page.evaluate((from) => {
          const { recording, tell } = globalThis as InPage
          void recording.saveUntilKilled(from, (saved) => void tell(saved))
        }, seed),
      )
      .catch(reject)
  })
}

/**
 * Kills the browser `kills` times, 0–50 ms after a save, and looks each time at the next start for what it had said is saved.
 */
export async function tortureBrowser(options: {
  readonly kills: number
  readonly profileDir: string
  readonly random: Random
  onKill?(done: number, entries: number, photos: number): void
}): Promise<BrowserTorture> {
  const { kills, profileDir, random } = options
  const server = await servePageWith(recordingModule, 'recording')
  const broken: string[] = []
  let entries = 0
  let photos = 0
  let saves: Saved[] = []
  for (let done = 0; done <= kills; done += 1) {
    const phone = await openPhone({ profileDir })
    await phone.page.goto(server.url)
    broken.push(...(await check(phone.page, saves)))
    entries += saves.length
    photos += saves.reduce((sum, saved) => sum + saved.photos.length, 0)
    saves = []
    if (done < kills) {
      await recordUntil(phone.page, done + 1, 1 + Math.floor(random.next() * mostSaves), saves)
      await new Promise((resolve) => setTimeout(resolve, random.next() * longestAfterSaveMs))
      await phone.kill()
      options.onKill?.(done + 1, entries + saves.length, photos)
    } else await phone.close()
  }
  server.close()
  return { kills, entries, photos, broken }
}
