/** Runs jobs, no more than so many at once; the others wait in the order they came. */
export interface WorkLimit {
  run<T>(job: () => Promise<T>): Promise<T>
}

export function createWorkLimit(atOnce: number): WorkLimit {
  const waiting: (() => void)[] = []
  let running = 0

  const enter = (): Promise<void> => {
    running += 1
    return running <= atOnce ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
  }
  const leave = (): void => {
    running -= 1
    waiting.shift()?.()
  }

  return {
    run: async (job) => {
      await enter()
      try {
        return await job()
      } finally {
        leave()
      }
    },
  }
}
