import { expect, test } from 'vitest'
import { inStatements } from '../../../../src/server/store/statement-rows.ts'

const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test.each([0, 1, 7, 8, 50, 64, 200])('%i rows are all taken, in their order', (count) => {
  expect(inStatements(rows(count)).flat()).toEqual(rows(count))
})

test('statements have few sizes', () => {
  const sizes = rows(300).flatMap((count) => inStatements(rows(count)).map(({ length }) => length))
  expect([...new Set(sizes)].sort((left, right) => left - right)).toEqual([1, 2, 4, 8, 16, 32, 64])
})

test.each([
  [5, 2],
  [20, 2],
  [50, 3],
  [200, 4],
])('%i rows are %i statements', (count, statements) => {
  expect(inStatements(rows(count))).toHaveLength(statements)
})
