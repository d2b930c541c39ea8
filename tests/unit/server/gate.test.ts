import { describe, expect, test } from 'vitest'
import { createGate } from '../../../src/server/services/gate.ts'

/** Tasks that end when told, and how many run at once. */
function createTasks() {
  const ends: (() => void)[] = []
  let running = 0
  const task = async (): Promise<void> => {
    running += 1
    await new Promise<void>((resolve) => ends.push(resolve))
    running -= 1
  }
  /** Entering and leaving take a few microtasks. */
  const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve))
  const endFirst = async (): Promise<void> => {
    ends.shift()?.()
    await settled()
  }
  return { task, endFirst, settled, running: () => running }
}

describe('a gate', () => {
  test('lets so many in, and the next when one has left', async () => {
    const { task, endFirst, settled, running } = createTasks()
    const gate = createGate(2, 10)
    const all = Promise.all(Array.from({ length: 5 }, () => gate(task)))
    await settled()
    expect(running()).toBe(2)
    for (const left of [2, 2, 2, 1, 0]) {
      await endFirst()
      expect(running()).toBe(left)
    }
    await all
  })

  test('turns away whom it has no room to let wait', async () => {
    const { task, endFirst } = createTasks()
    const gate = createGate(1, 1)
    const entered = [gate(task), gate(task)]
    await expect(gate(task)).rejects.toMatchObject({ code: 'request/too-many' })
    await endFirst()
    await endFirst()
    await Promise.all(entered)
    await expect(gate(() => Promise.resolve('later'))).resolves.toBe('later')
  })

  test('frees the place of a task that fails', async () => {
    const gate = createGate(1, 1)
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(gate(() => Promise.resolve('next'))).resolves.toBe('next')
  })
})
