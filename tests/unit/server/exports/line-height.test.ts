import { expect, test } from 'vitest'
import { lineHeightPt } from '../../../../src/server/exports/xlsx/line-height.ts'

test('a line of a ledger is as high as the longest of its texts, of which a Chinese sign is two wide', () => {
  expect(lineHeightPt(['短', 'abc'], [11, 11])).toBe(18)
  expect(lineHeightPt(['示例一小东门东侧', 7], [11, 11])).toBe(36)
})

test('no line is higher than Excel shows', () => {
  expect(lineHeightPt(['长'.repeat(10_000)], [11])).toBe(409)
})
