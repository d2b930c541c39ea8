import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Played } from './worker.ts'

const workerFile = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** Half of a history's garbage is younger than the default of 16 MiB lets it become; a tenth of the time. */
const execArgv = ['--max-semi-space-size=64']

/** A phone that was killed leaves promises that nothing ever settles, and they hold its history: 1 MB each, and a third of the pace after 1,500. */
const historiesPerProcess = 200

/** One takes a second or two: what has not ended by then waits for something that never comes. */
const hungAfterMs = 10 * 60 * 1000

export interface Batch {
  readonly workers: number
  readonly steps: number
  /** The next seed, null when there is no more to play. */
  next(): number | null
  onPlayed(played: Played): void
}

/** Gives one worker seed after seed, until it is to be replaced; one that dies or hangs has failed its seed, and is replaced. */
function playShift(worker: ChildProcess, { steps, next, onPlayed }: Batch): Promise<'replace' | 'done'> {
  return new Promise((resolve) => {
    let current: number | null = null
    let left = historiesPerProcess
    let isDone = false
    let watch: NodeJS.Timeout | undefined
    const ask = (): void => {
      current = left > 0 ? next() : null
      isDone = current === null && left > 0
      left -= 1
      clearTimeout(watch)
      if (current === null) return worker.disconnect()
      watch = setTimeout(() => worker.kill('SIGKILL'), hungAfterMs)
      worker.send({ seed: current, steps })
    }
    worker.on('message', (played: Played) => {
      onPlayed(played)
      ask()
    })
    worker.on('exit', (code) => {
      clearTimeout(watch)
      if (current !== null)
        onPlayed({ seed: current, cpuMs: 0, violations: [`the process ended with ${code ?? 'a kill: hung'}`], log: [] })
      // One that dies at its first history would be replaced by another that does.
      const playedNone = left === historiesPerProcess - 1
      resolve(isDone || (current !== null && playedNone) ? 'done' : 'replace')
    })
    ask()
  })
}

async function keepBusy(batch: Batch): Promise<void> {
  let end: Awaited<ReturnType<typeof playShift>>
  do end = await playShift(fork(workerFile, { execArgv }), batch)
  while (end === 'replace')
}

/** Plays seeds in so many processes at once until `next` has no more. */
export async function playInWorkers(batch: Batch): Promise<void> {
  await Promise.all(Array.from({ length: batch.workers }, () => keepBusy(batch)))
}
