import { expect, test } from 'vitest'
import { clockOffsetMs } from '../../../../src/device/sync/clock-offset.ts'

const serverNow = '2026-11-20T06:30:10.000Z'
const serverMs = Date.parse(serverNow)

test.each([
  ['a right clock has none', { answeredAtMs: serverMs + 200, tookMs: 400 }, 0],
  ['a clock that is slow by a minute lacks one', { answeredAtMs: serverMs - 60_000 + 200, tookMs: 400 }, 60_000],
  ['a clock that is fast by an hour is taken back', { answeredAtMs: serverMs + 3_600_000, tookMs: 0 }, -3_600_000],
])('[SYNC-25] %s', (_what, trip, offset) => {
  expect(clockOffsetMs(serverNow, trip)).toBe(offset)
})
