import { upTo } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import type { PlannedStep } from './history.ts'
import { findViolations } from './settlement/find-violations.ts'
import { heal } from './settlement/heal.ts'
import { createWorld, type World } from './world.ts'

export interface Outcome {
  /** What is not as it must be; a run that broke down says with what. */
  readonly violations: readonly string[]
  /** What was done and what went wrong. */
  readonly log: readonly string[]
}

/** One thing happens, somewhere; then time passes. */
async function playStep(world: World, { command, phone: index, seed }: PlannedStep): Promise<void> {
  world.reseed(seed)
  const phone = world.phones[index % world.phones.length]
  if (!phone) return
  const said = (await phone.takeInHand()) ? await commands[command].run(world, phone) : 'cannot sign in'
  world.history.push(`${phone.number} ${said}`)
  world.server.clock.advance(500 + upTo(world, 60_000))
}

const words = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)

/** Plays it in a world of its own, lets everything heal, and looks what is not as it must be. */
export async function playHistory(seed: number, plan: readonly PlannedStep[]): Promise<Outcome> {
  const world = await createWorld(seed)
  try {
    for (const step of plan) await playStep(world, step)
    world.reseed(seed)
    await heal(world)
    return { violations: await findViolations(world), log: world.history }
  } catch (failure) {
    return { violations: [`broke down: ${words(failure)}`], log: world.history }
  } finally {
    await world.close()
  }
}
