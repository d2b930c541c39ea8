import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPhone } from '../support/phone-browser.ts'
import { tearLastWrite } from '../support/torn-write.ts'
import { recordingModule, recordUntil, type InPage } from '../torture/browser-torture.ts'
import { servePageWith } from '../support/bundle-page.ts'
import type { Saved } from '../torture/recording-in-page.ts'

let profileDir = ''
let page: Awaited<ReturnType<typeof servePageWith>>
test.beforeEach(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'xunhu-torn-'))
  page = await servePageWith(recordingModule, 'recording')
})
test.afterEach(async () => {
  page.close()
  await rm(profileDir, { recursive: true, force: true })
})

/** What was told as saved between a start and a kill. */
async function liveUntilKilled(seed: number, wanted: number): Promise<readonly Saved[]> {
  const phone = await openPhone({ profileDir })
  await phone.page.goto(page.url)
  const saves: Saved[] = []
  await recordUntil(phone.page, seed, wanted, saves)
  await phone.kill()
  return saves
}

async function brokenAtNextStart(saves: readonly Saved[]): Promise<readonly string[]> {
  const phone = await openPhone({ profileDir })
  await phone.page.goto(page.url)
  const broken = await phone.page.evaluate((told) => (globalThis as InPage).recording.findBrokenSaves(told), [...saves])
  await phone.close()
  return broken
}

test('[FAULT-1] half a write that a kill left behind costs nothing that was saved before it or after it', async () => {
  const before = await liveUntilKilled(1, 6)
  // The last one told may be what is torn here; a kill tears only what was told of nobody.
  tearLastWrite(profileDir)
  const after = await liveUntilKilled(2, 4)
  expect(await brokenAtNextStart([...before.slice(0, -1), ...after])).toEqual([])
})
