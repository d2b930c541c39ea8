import { planHistory } from './history.ts'
import { playHistory } from './play-history.ts'
import { shortenHistory } from './shorten-history.ts'

const print = (line: string): boolean => process.stdout.write(`${line}\n`)

/** Prints the shortest history that was found to fail still, within so much time. */
export async function reportFailure(seed: number, steps: number, budgetMs: number): Promise<void> {
  const untilMs = Date.now() + budgetMs
  const fails = async (plan: ReturnType<typeof planHistory>): Promise<boolean> =>
    (await playHistory(seed, plan)).violations.length > 0
  const shortest = await shortenHistory(planHistory(seed, steps), fails, () => Date.now() < untilMs)
  const { violations, log } = await playHistory(seed, shortest)
  print(
    `\n种子 ${seed}：最短的失败历史有 ${shortest.length} 步（共 ${steps} 步），重放：npm run simulate -- --seed ${seed} --steps ${steps}`,
  )
  print(`给 failed-histories.ts：${JSON.stringify({ seed, plan: shortest })}`)
  print(log.join('\n'))
  print(violations.join('\n'))
}
