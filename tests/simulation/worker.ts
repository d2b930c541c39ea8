import { planHistory } from './history.ts'
import { playHistory, type Outcome } from './play-history.ts'

/** Asked of a worker process. */
export interface Task {
  readonly seed: number
  readonly steps: number
}

export interface Played extends Outcome {
  readonly seed: number
  /** Of one core; on a machine that others use too, the clock on the wall says nothing. */
  readonly cpuMs: number
}

process.on('message', ({ seed, steps }: Task) => {
  const before = process.cpuUsage()
  void playHistory(seed, planHistory(seed, steps)).then((outcome) => {
    const { user, system } = process.cpuUsage(before)
    process.send?.({ seed, cpuMs: (user + system) / 1000, ...outcome })
  })
})

// One whose parent was killed would play its last history to nobody.
process.on('disconnect', () => process.exit())
