import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EntryEnvelope, correctedAtMs } from '../../../../src/domain/journal/entry.ts'
import { createEntryMaker } from '../../../support/entry-maker.ts'

const envelope = (facts: { readonly at?: string; readonly offsetMs?: number }) =>
  createEntryMaker('shift-1')('duty.returned', {}, facts).entry

const isEnvelope = (change: Readonly<Record<string, unknown>>): boolean =>
  v.is(EntryEnvelope, { ...envelope({}), ...change })

describe('the names in an entry', () => {
  test.each([
    { author: 'p-1001' },
    { author: 'zhang.san@squad_1' },
    { scope: 'bureau' },
    { subjects: ['case-1', 'sign-a.b', `shift-${'x'.repeat(94)}`] },
  ])('[WIRE-9] %j is a name', (change) => {
    expect(isEnvelope(change)).toBe(true)
  })

  test.each([
    { id: 'entry-1' },
    { device: 'phone' },
    { after: ['entry-1'] },
    { author: '-p' },
    { author: '张三' },
    { scope: 'a/b' },
    { scope: '' },
    { subjects: ['person-1'] },
    { subjects: [`shift-${'x'.repeat(95)}`] },
  ])('[WIRE-9] %j is none', (change) => {
    expect(isEnvelope(change)).toBe(false)
  })

  test('[ENTRY-5] forty parts are taken, one more is not', () => {
    const part = {
      kind: 'position',
      partId: '01934a10-0000-7000-8000-000000000001',
      sha256: '0'.repeat(64),
      sizeBytes: 1,
    }
    expect(isEnvelope({ parts: Array.from({ length: 40 }, () => part) })).toBe(true)
    expect(isEnvelope({ parts: Array.from({ length: 41 }, () => part) })).toBe(false)
  })
})

describe('an entry’s moment', () => {
  test.each(['2026-11-20T07:05:00Z', '2026-11-20T07:05:00.123Z', '2026-11-20T15:05:00+08:00'])(
    '[WIRE-8] %s is read',
    (at) => {
      expect(v.is(EntryEnvelope, envelope({ at }))).toBe(true)
      expect(correctedAtMs(envelope({ at }))).not.toBeNaN()
    },
  )

  test.each([
    '2026-11-20T07:05:00+08',
    '2026-11-20T07:05:00+0800',
    '2026-11-20 07:05:00Z',
    '2026-11-20T07:05:00',
    '2026-11-20',
  ])('[WIRE-8] %s is refused, for not every engine reads it', (at) => {
    expect(v.is(EntryEnvelope, envelope({ at }))).toBe(false)
  })

  test.each([Infinity, -Infinity, 1e300])('an offset of %d ms is refused', (offsetMs) => {
    expect(v.is(EntryEnvelope, envelope({ offsetMs }))).toBe(false)
  })

  test('[ENTRY-4] of a phone that believes it is 1970 is corrected by its offset', () => {
    const nowMs = Date.parse('2026-11-20T07:05:00Z')
    const entry = envelope({ at: '1970-01-01T00:00:00Z', offsetMs: nowMs })
    expect(v.is(EntryEnvelope, entry)).toBe(true)
    expect(correctedAtMs(entry)).toBe(nowMs)
  })
})
