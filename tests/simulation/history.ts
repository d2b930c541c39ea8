import { createSeededRandom, type Random } from '../../src/lib/random.ts'
import { commands, isCommandName, totalWeight, type CommandName } from './commands/commands.ts'

/** One thing that happens: what, to whom, and where its own chances come from. */
export interface PlannedStep {
  readonly command: CommandName
  /** Index of the phone among those that record. */
  readonly phone: number
  readonly seed: number
}

function drawCommand(random: Random): CommandName {
  let left = random.next() * totalWeight
  for (const [name, { weight }] of Object.entries(commands)) {
    left -= weight
    if (left < 0 && isCommandName(name)) return name
  }
  return 'sync'
}

/** A history before it is played: any of its steps can be left out, and the others stay as they are. */
export function planHistory(seed: number, steps: number): readonly PlannedStep[] {
  const random = createSeededRandom(seed)
  return Array.from({ length: steps }, () => ({
    command: drawCommand(random),
    phone: Math.floor(random.next() * 2 ** 16),
    seed: Math.floor(random.next() * 2 ** 32),
  }))
}
