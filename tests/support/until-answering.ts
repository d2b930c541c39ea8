import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'

const giveUpAfterMs = 120_000
const askAgainAfterMs = 100

/** Resolves once the address answers well; rejects where one of its processes ends before, or nothing comes. */
export async function untilAnswering(url: string, processes: readonly ChildProcess[]): Promise<void> {
  const giveUpAt = Date.now() + giveUpAfterMs
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    const ended = processes.find((child) => child.exitCode !== null)
    if (ended) throw new Error(`${ended.spawnfile} ended with ${ended.exitCode}.`)
    if (Date.now() > giveUpAt) throw new Error(`${url} does not answer after ${giveUpAfterMs} ms.`)
    await wait(askAgainAfterMs)
  }
}
