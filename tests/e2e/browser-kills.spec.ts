import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSeededRandom } from '../../src/lib/random.ts'
import { tortureBrowser } from '../torture/browser-torture.ts'

/** `npm run torture` does it two hundred times. */
const kills = 3

test('a browser that is killed just after a save has every record and photo at its next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-kills-'))
  const { entries, broken } = await tortureBrowser({ kills, profileDir: folder, random: createSeededRandom(7) })
  await rm(folder, { recursive: true, force: true })
  expect(broken).toEqual([])
  expect(entries).toBeGreaterThan(0)
})
