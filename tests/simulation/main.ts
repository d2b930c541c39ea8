import { parseArgs } from 'node:util'
import { playInWorkers } from './play-in-workers.ts'
import { reportFailure } from './report-failure.ts'
import { countOf, loadTally, noteSeed, type Tally } from './tally.ts'
import type { Played } from './worker.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    steps: { type: 'string', default: '50' },
    /** Plays on until so many histories of this code were played, counted in `.cache/simulation`. */
    until: { type: 'string' },
    workers: { type: 'string', default: '1' },
    'shorten-seconds': { type: 'string', default: '120' },
  },
})

const steps = Number(values.steps)
const workers = Number(values.workers)
const everyMs = 10_000
const print = (line: string): boolean => process.stdout.write(`${line}\n`)

interface Seeds {
  next(): number | null
  onPlayed(played: Played): void
}

/** These seeds, whether they were played before or not. */
function namedSeeds(first: number, runs: number): Seeds {
  let seed = first
  return { next: () => (seed < first + runs ? seed++ : null), onPlayed: () => undefined }
}

/** Those that the tally of this code does not have yet. */
function untalliedSeeds(tally: Tally, until: number): Seeds {
  let seed = tally.doneUpTo
  const next = (): number | null => {
    do seed += 1
    while (tally.doneBeyond.includes(seed))
    return seed <= until ? seed : null
  }
  return { next, onPlayed: (played) => noteSeed(tally, played) }
}

async function play({ next, onPlayed }: Seeds): Promise<readonly number[]> {
  const began = Date.now()
  let [played, cpuMs, saidAt] = [0, 0, began]
  const failed: number[] = []
  const progress = (): string =>
    `${played} 个历史，失败 ${failed.length}，每个 ${(cpuMs / played / 1000).toFixed(2)} 秒·核`
  await playInWorkers({
    workers,
    steps,
    next,
    onPlayed: (one) => {
      onPlayed(one)
      played += 1
      cpuMs += one.cpuMs
      if (one.violations.length > 0) {
        failed.push(one.seed)
        print(`种子 ${one.seed} 失败：${one.violations.join('\n  ')}`)
      }
      if (Date.now() - saidAt < everyMs) return
      saidAt = Date.now()
      print(progress())
    },
  })
  if (played > 0) print(`${progress()}，用时 ${Math.round((Date.now() - began) / 1000)} 秒`)
  return failed
}

const tally = values.until === undefined ? null : loadTally(steps)
if (tally)
  print(`代码 ${tally.code}：已玩 ${countOf(tally)} 个历史，失败的种子：${tally.failedSeeds.join(' ') || '无'}`)
const seeds = tally
  ? untalliedSeeds(tally, Number(values.until))
  : namedSeeds(Number(values.seed), Number(values.runs ?? 1))
const failed = await play(seeds)
if (tally) print(`代码 ${tally.code}：共 ${countOf(tally)} 个历史，失败的种子：${tally.failedSeeds.join(' ') || '无'}`)
const [firstFailed] = failed
if (firstFailed !== undefined) await reportFailure(firstFailed, steps, Number(values['shorten-seconds']) * 1000)
process.exitCode = failed.length + (tally?.failedSeeds.length ?? 0) > 0 ? 1 : 0
