import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createSeededRandom } from '../../src/lib/random.ts'
import { tortureBrowser } from './browser-torture.ts'
import { tortureServer } from './server-torture.ts'
import { add, loadTally, saveTally, victims, type Tally, type Victim } from './torture-tally.ts'

const { values } = parseArgs({
  options: {
    'server-kills': { type: 'string', default: '1000' },
    'browser-kills': { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    tally: { type: 'string', default: '.cache/torture.json' },
    again: { type: 'boolean', default: false },
  },
})

const wanted = { server: Number(values['server-kills']), browser: Number(values['browser-kills']) }
const names = { server: '服务器', browser: '浏览器' }
/** A round has a folder of its own and is checked at its end, so that neither the disk nor a stopped run loses much. */
const killsPerRound = { server: 50, browser: 20 }
const seed = Number(values.seed)

const print = (line: string): boolean => process.stdout.write(`${line}\n`)

async function tortureOnce(victim: Victim, kills: number, folder: string, roundSeed: number): Promise<Tally> {
  const began = Date.now()
  const random = createSeededRandom(roundSeed)
  const { entries, photos, broken } =
    victim === 'server'
      ? await tortureServer({ kills, dataDir: folder, random })
      : await tortureBrowser({ kills, profileDir: folder, random })
  return { kills, entries, photos, broken, seconds: Math.round((Date.now() - began) / 1000) }
}

async function nextRound(victim: Victim, done: Tally): Promise<Tally> {
  const kills = Math.min(killsPerRound[victim], wanted[victim] - done.kills)
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-torture-'))
  try {
    // Another seed for each round, also for the one after a run that was stopped.
    return await tortureOnce(victim, kills, folder, seed * 1_000_000 + done.kills)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const line = (victim: Victim, { kills, entries, photos, broken, seconds }: Tally): string =>
  `${names[victim]} SIGKILL ${kills}/${wanted[victim]} 次：答应过 ${entries} 条记录、${photos} 张照片，丢失、重复或残缺 ${broken.length}，用时 ${seconds} 秒`

if (values.again) await rm(values.tally, { force: true })
let tally = await loadTally(values.tally, seed)
for (const victim of victims) {
  print(line(victim, tally[victim]))
  while (tally[victim].kills < wanted[victim]) {
    tally = { ...tally, [victim]: add(tally[victim], await nextRound(victim, tally[victim])) }
    await saveTally(values.tally, tally)
    print(line(victim, tally[victim]))
  }
}

const broken = victims.flatMap((victim) => tally[victim].broken)
broken.forEach(print)
process.exitCode = broken.length > 0 ? 1 : 0
