import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EntryEnvelope, correctedAtMs } from '../../../../src/domain/journal/entry.ts'
import { createEntryMaker } from '../../../support/entry-maker.ts'

const envelope = (facts: { readonly at?: string; readonly offsetMs?: number }) =>
  createEntryMaker('shift-1')('duty.returned', {}, facts).entry

describe('an entry’s moment', () => {
  test.each(['2026-11-20T07:05:00Z', '2026-11-20T07:05:00.123Z', '2026-11-20T15:05:00+08:00'])('%s is read', (at) => {
    expect(v.is(EntryEnvelope, envelope({ at }))).toBe(true)
    expect(correctedAtMs(envelope({ at }))).not.toBeNaN()
  })

  test.each([
    '2026-11-20T07:05:00+08',
    '2026-11-20T07:05:00+0800',
    '2026-11-20 07:05:00Z',
    '2026-11-20T07:05:00',
    '2026-11-20',
  ])('%s is refused, for not every engine reads it', (at) => {
    expect(v.is(EntryEnvelope, envelope({ at }))).toBe(false)
  })

  test.each([Infinity, -Infinity, 1e300])('an offset of %d ms is refused', (offsetMs) => {
    expect(v.is(EntryEnvelope, envelope({ offsetMs }))).toBe(false)
  })

  test('of a phone that believes it is 1970 is corrected by its offset', () => {
    const nowMs = Date.parse('2026-11-20T07:05:00Z')
    const entry = envelope({ at: '1970-01-01T00:00:00Z', offsetMs: nowMs })
    expect(v.is(EntryEnvelope, entry)).toBe(true)
    expect(correctedAtMs(entry)).toBe(nowMs)
  })
})
