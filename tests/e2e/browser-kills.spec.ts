import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSeededRandom } from '../../src/lib/random.ts'
import { tortureBrowser } from '../torture/browser-torture.ts'

/** `npm run torture` does it two hundred times. */
const kills = 3

test('[FAULT-1] [FAULT-3] a browser that is killed after a save and within the next has each of them whole or not at all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-kills-'))
  const { entries, broken } = await tortureBrowser({ kills, profileDir: folder, random: createSeededRandom(7) })
  await rm(folder, { recursive: true, force: true })
  expect(broken).toEqual([])
  expect(entries).toBeGreaterThan(0)
})
