import { describe, expect, test } from 'vitest'
import { step } from './commands.ts'
import { findViolations, heal } from './settlement.ts'
import { createWorld } from './world.ts'

/** `SIMULATION_SEED=n` repeats one history; `SIMULATION_RUNS=n` plays more of them, from that seed on. */
const firstSeed = Number(process.env['SIMULATION_SEED'] ?? 1)
const runs = Number(process.env['SIMULATION_RUNS'] ?? (process.env['SIMULATION_SEED'] ? 1 : 15))
const stepsPerRun = 50

async function play(seed: number): Promise<{ readonly violations: readonly string[]; readonly history: string }> {
  const world = await createWorld(seed)
  try {
    for (let done = 0; done < stepsPerRun; done += 1) await step(world)
    await heal(world)
    return { violations: await findViolations(world), history: world.history.join('\n') }
  } catch (failure) {
    throw new Error(`seed ${seed} broke down after:\n${world.history.join('\n')}`, { cause: failure })
  } finally {
    await world.close()
  }
}

describe('phones, a server and a line on which everything goes wrong', () => {
  const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index)

  test.each(seeds)(
    'seed %i: what was saved arrives once, and everybody sees the same',
    { timeout: 120_000 },
    async (seed) => {
      const { violations, history } = await play(seed)
      expect(violations, `SIMULATION_SEED=${seed} repeats it\n${history}`).toEqual([])
    },
  )
})
