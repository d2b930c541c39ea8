import type { Page } from '@playwright/test'

/** Stops every script of the window, as a phone does to one in the background; the returned function lets it go on. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const paused = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()))
  await session.send('Debugger.pause')
  // The next line of script is where it stops.
  void page.evaluate(() => undefined)
  await paused
  return async () => {
    await session.send('Debugger.disable')
    await session.detach()
  }
}
