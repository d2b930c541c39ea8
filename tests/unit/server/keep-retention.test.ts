import { expect, test, vi } from 'vitest'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { keepRetention } from '../../../src/server/keep-retention.ts'
import type { Eraser } from '../../../src/server/services/erase-parts.ts'

test('[SYNC-64] what is due is erased at the start and once a day, what is half-erased every quarter of an hour, also after a run that failed', async () => {
  const read = vi.fn(() => Promise.reject(new Error('busy')))
  const failures: unknown[] = []
  const repeated = new Map<number, () => void>()
  const end = keepRetention({
    eraser: { store: { read } } as unknown as Eraser,
    days: standardRetention,
    repeat: (everyMs, callback) => {
      repeated.set(everyMs / 3_600_000, callback)
      return () => repeated.delete(everyMs / 3_600_000)
    },
    onErased: () => undefined,
    onFailure: (failure) => failures.push(failure),
  })
  await vi.waitFor(() => expect(failures).toHaveLength(1))
  const hours = [24, 0.25]
  expect([...repeated.keys()]).toEqual(hours)
  for (const [index, every] of hours.entries()) {
    repeated.get(every)?.()
    await vi.waitFor(() => expect(failures).toHaveLength(2 + index))
  }
  end()
  expect(repeated.size).toBe(0)
})
