import { describe, expect, test } from 'vitest'
import { planHistory } from './history.ts'
import { playHistory } from './play-history.ts'

/** `SIMULATION_SEED=n` begins there; `SIMULATION_RUNS=n` plays more or fewer. */
const firstSeed = Number(process.env['SIMULATION_SEED'] ?? 1)
const runs = Number(process.env['SIMULATION_RUNS'] ?? 200)
const stepsPerHistory = 50
const seedsPerTest = 20

/** Of the first seed that fails; `npm run simulate` shortens it. */
async function firstFailure(seeds: readonly number[]): Promise<string | null> {
  for (const seed of seeds) {
    const { violations, log } = await playHistory(seed, planHistory(seed, stepsPerHistory))
    if (violations.length > 0)
      return [`npm run simulate -- --seed ${seed} shows it, shortened`, ...log, ...violations].join('\n')
  }
  return null
}

/** The tests of one of two files: each has a core of its own, and half of the seeds. */
export function playHalf(half: 'first' | 'second'): void {
  const middle = firstSeed + Math.ceil(runs / 2)
  const [from, to] = half === 'first' ? [firstSeed, middle] : [middle, firstSeed + runs]
  const groups = Array.from(
    { length: Math.ceil((to - from) / seedsPerTest) },
    (_, index) => from + index * seedsPerTest,
  )

  describe('phones, a server and a line on which everything goes wrong', () => {
    test.each(groups)(
      `what was saved arrives once, and everybody sees the same: seeds from %i on`,
      { timeout: 600_000 },
      async (first) => {
        const count = Math.min(seedsPerTest, to - first)
        expect(await firstFailure(Array.from({ length: count }, (_, index) => first + index))).toBeNull()
      },
    )
  })
}
