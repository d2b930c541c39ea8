import { expect, test } from 'vitest'
import { createWorkLimit } from '../../../../src/server/photos/work-limit.ts'

/** Jobs that end when told; `running` is how many have begun and not ended. */
function jobs() {
  const enders: (() => void)[] = []
  let running = 0
  return {
    running: () => running,
    end: (index: number) => enders[index]?.(),
    job: async (): Promise<void> => {
      running += 1
      await new Promise<void>((resolve) => enders.push(resolve))
      running -= 1
    },
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('no more jobs than the limit run at once, and each gets its turn', async () => {
  const { running, end, job } = jobs()
  const limit = createWorkLimit(2)
  const all = [0, 1, 2, 3, 4].map(() => limit.run(job))
  for (let index = 0; index < 5; index += 1) {
    await settled()
    expect(running()).toBe(Math.min(2, 5 - index))
    end(index)
  }
  await Promise.all(all)
  expect(running()).toBe(0)
})

test('a job that fails gives its place to the next', async () => {
  const limit = createWorkLimit(1)
  await expect(limit.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await limit.run(() => Promise.resolve('next'))).toBe('next')
})
