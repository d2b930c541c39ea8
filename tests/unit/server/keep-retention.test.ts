import { expect, test, vi } from 'vitest'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { keepRetention } from '../../../src/server/keep-retention.ts'
import type { Eraser } from '../../../src/server/services/erase-parts.ts'

test('[SYNC-64] what is due is erased at the start and once a day, also after a run that failed', async () => {
  const read = vi.fn(() => Promise.reject(new Error('busy')))
  const failures: unknown[] = []
  let again: () => void = () => undefined
  let everyHours = 0
  const end = keepRetention({
    eraser: { store: { read } } as unknown as Eraser,
    days: standardRetention,
    repeat: (everyMs, callback) => {
      everyHours = everyMs / 3_600_000
      again = callback
      return () => (again = () => undefined)
    },
    onErased: () => undefined,
    onFailure: (failure) => failures.push(failure),
  })
  await vi.waitFor(() => expect(failures).toHaveLength(1))
  again()
  await vi.waitFor(() => expect(failures).toHaveLength(2))
  expect([everyHours, read.mock.calls.length]).toEqual([24, 2])
  end()
  again()
  expect(read).toHaveBeenCalledTimes(2)
})
