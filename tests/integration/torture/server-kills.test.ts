import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSeededRandom } from '../../../src/lib/random.ts'
import { tortureServer } from '../../torture/server-torture.ts'

/** `npm run torture` does it a thousand times. */
const kills = 5

test(
  '[SYNC-9] [PART-6] a server that is killed under load has everything that it had answered for, once and whole',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xunhu-kills-'))
    const { entries, broken } = await tortureServer({ kills, dataDir: folder, random: createSeededRandom(7) })
    await rm(folder, { recursive: true })
    expect(broken).toEqual([])
    expect(entries).toBeGreaterThan(0)
  },
)
