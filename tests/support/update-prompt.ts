import { expect, type Page } from '@playwright/test'

/** The prompt that offers a new release, by what an officer sees of it. */

export const updateOffer = (page: Page) => page.getByRole('status').filter({ hasText: '有新版本' })

/** What the app does by itself every hour and at each start. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
}

export async function acceptUpdate(page: Page): Promise<void> {
  await page.getByRole('button', { name: '更新', exact: true }).click()
}

/** Waits until the page runs the release that starts with this script. */
export async function expectRelease(page: Page, entryScript: string): Promise<void> {
  await expect(page.locator(`script[src="${entryScript}"]`)).toBeAttached()
}
