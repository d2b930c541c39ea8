import { expect, test } from 'vitest'
import { failedHistories } from './failed-histories.ts'
import { playHistory } from './play-history.ts'

test.each(failedHistories)('it once failed: $found', { timeout: 120_000 }, async ({ seed, plan }) => {
  expect((await playHistory(seed, plan)).violations).toEqual([])
})
