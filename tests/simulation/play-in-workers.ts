import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Played } from './worker.ts'

const workerFile = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** Half of a history's garbage is younger than the default of 16 MiB lets it become; a tenth of the time. */
const execArgv = ['--max-semi-space-size=64']

export interface Batch {
  readonly workers: number
  readonly steps: number
  /** The next seed, null when there is no more to play. */
  next(): number | null
  onPlayed(played: Played): void
}

/** Gives one worker seed after seed; one that dies has failed its seed. */
function keepBusy(worker: ChildProcess, { steps, next, onPlayed }: Batch): Promise<void> {
  return new Promise((resolve) => {
    let current: number | null = null
    const ask = (): void => {
      current = next()
      if (current === null) worker.disconnect()
      else worker.send({ seed: current, steps })
    }
    worker.on('message', (played: Played) => {
      onPlayed(played)
      ask()
    })
    worker.on('exit', (code) => {
      if (current !== null)
        onPlayed({ seed: current, cpuMs: 0, violations: [`the process ended with ${code}`], log: [] })
      resolve()
    })
    ask()
  })
}

/** Plays seeds in so many processes at once until `next` has no more. */
export async function playInWorkers(batch: Batch): Promise<void> {
  const busy = Array.from({ length: batch.workers }, () => keepBusy(fork(workerFile, { execArgv }), batch))
  await Promise.all(busy)
}
