import { Problem } from '../problem.ts'

export type Gate = <T>(task: () => Promise<T>) => Promise<T>

/** Lets `limit` tasks run at once and `queue` more wait their turn; beyond that rejects with `request/too-many`. */
export function createGate(limit: number, queue: number): Gate {
  let running = 0
  const waiting: (() => void)[] = []

  async function enter(): Promise<void> {
    if (running < limit) {
      running += 1
      return
    }
    if (waiting.length >= queue) throw new Problem('request/too-many', 'Too many at once.', { retryAfterMs: 2_000 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  /** The place goes straight to the next, so that nobody slips in between. */
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (task) => {
    await enter()
    try {
      return await task()
    } finally {
      leave()
    }
  }
}
