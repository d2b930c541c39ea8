import { expect, test } from 'vitest'
import { canUndoTally } from '../../../../src/domain/duty/counter-withdrawal.ts'

test.each([
  [0, true],
  [29_999, true],
  [30_000, false],
])('a tap is taken back with one tap after %i ms: %s', (elapsedMs, undoable) => {
  expect(canUndoTally(1_000, 1_000 + elapsedMs)).toBe(undoable)
})
