import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '../support/morning.ts'
import { openPhone } from '../support/phone-browser.ts'
import { test } from '../support/sample-bureau-test.ts'

const devicesOn = (page: Page) => page.evaluate(() => localStorage.getItem('xunhu.devices'))
/** Whoever this page works for. */
const personOn = (page: Page) => page.evaluate(() => localStorage.getItem('xunhu.current'))

test('[FAULT-1] [SYNC-8] a phone that is killed right after the sign-in is still that of its person, as the same device', async ({
  line,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'xunhu-signed-in-'))
  const before = await openPhone({ profileDir })
  await signIn(before.page, line.url, '1001')
  await expect(before.page).not.toHaveURL(/login/)
  const devices = await devicesOn(before.page)
  await before.kill()

  const after = await openPhone({ profileDir })
  await after.page.goto(`${line.url}/today`)
  await expect(after.page.getByRole('navigation')).toBeVisible()
  await expect(after.page).toHaveURL(/today/)
  expect(await devicesOn(after.page)).toBe(devices)
  await after.close()
  await rm(profileDir, { recursive: true, force: true })
})

test('[FAULT-1] a phone that is killed right after another person has signed in on it is the other’s', async ({
  line,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'xunhu-signed-in-'))
  const first = await openPhone({ profileDir })
  await signIn(first.page, line.url, '1001')
  await expect(first.page).not.toHaveURL(/login/)
  // A browser that is closed in order writes everything down.
  await first.close()

  const before = await openPhone({ profileDir })
  await signIn(before.page, line.url, '1002')
  await expect(before.page).not.toHaveURL(/login/)
  const person = await personOn(before.page)
  await before.kill()

  const after = await openPhone({ profileDir })
  await after.page.goto(`${line.url}/today`)
  await expect.poll(() => personOn(after.page).catch(() => null)).toBe(person)
  await expect(after.page.getByRole('navigation')).toBeVisible()
  await expect(after.page).toHaveURL(/today/)
  await after.close()
  await rm(profileDir, { recursive: true, force: true })
})
