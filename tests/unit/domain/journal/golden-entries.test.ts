import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { entryKinds, type EntryKind } from '../../../../src/domain/journal/entry-kinds.ts'
import { entrySchemas } from '../../../../src/domain/journal/entry-schemas.ts'
import { EntryEnvelope } from '../../../../src/domain/journal/entry.ts'
import { readEntries, readEntry } from '../../../../src/domain/journal/read-entry.ts'
import { checkEntry } from '../../../../src/server/services/check-entry.ts'

/**
 * One entry of each kind and version as a shipped build sent it, and what this build reads it as.
 *
 * Such files are added and never changed: phones that were away for a year still send what stands in them.
 */
const folder = fileURLToPath(new URL('../../../golden/entries/', import.meta.url))
const nameOf = (kind: string, version: number): string => `${kind}.v${version}.json`

interface Golden {
  readonly came: EntryEnvelope
  readonly reads: unknown
}
const load = (name: string): Golden => JSON.parse(readFileSync(folder + name, 'utf8')) as Golden

const shipped = Object.entries(entryKinds).flatMap(([kind, { v: current }]) =>
  Array.from({ length: current }, (_, index) => ({ kind: kind as EntryKind, version: index + 1 })),
)

describe('[ENTRY-6] every version of an entry that was ever shipped', () => {
  test('has its golden file, and there is no other', () => {
    expect(readdirSync(folder).sort()).toEqual(shipped.map(({ kind, version }) => nameOf(kind, version)).sort())
  })

  test.each(shipped)('$kind version $version is accepted as it came', ({ kind, version }) => {
    const { came } = load(nameOf(kind, version))
    expect([came.kind, came.v]).toEqual([kind, version])
    expect(checkEntry(came)).toMatchObject({ check: 'readable', json: JSON.stringify(came) })
  })

  test.each(shipped)('$kind version $version reads as it always did', ({ kind, version }) => {
    const { came, reads } = load(nameOf(kind, version))
    const entry = readEntry(came)
    expect(entry).toEqual(reads)
    expect(v.is(EntryEnvelope, entry)).toBe(true)
    expect(v.is(entrySchemas[kind], entry?.data)).toBe(true)
  })
})

describe('an entry of an older version', () => {
  const { came } = load(nameOf('duty.tallied', 1))
  const renamed = { 'duty.tallied': [({ delta, ...data }: EntryEnvelope['data']) => ({ ...data, amount: delta })] }

  test('is said in the words of the current one, and what came is left as it is', () => {
    expect(readEntry(came, renamed)?.data).toEqual({ counter: 'vendor', amount: 1 })
    expect(came.data).toEqual({ counter: 'vendor', delta: 1 })
  })

  test('takes every step from its own version on, and no earlier one', () => {
    const steps = [1, 2].map((step) => (data: EntryEnvelope['data']) => ({ ...data, [`step${step}`]: true }))
    expect(readEntry(came, { 'duty.tallied': steps })?.data).toMatchObject({ step1: true, step2: true })
    expect(readEntry(came, { 'duty.left': steps })?.data).toEqual(came.data)
  })
})

test('a kind or a version of a later build is not read', () => {
  const { came } = load(nameOf('duty.tallied', 1))
  expect(readEntry({ ...came, v: 2 })).toBeNull()
  expect(readEntry({ ...came, kind: 'duty.sang' })).toBeNull()
  expect(readEntries([{ entry: { ...came, v: 2 }, stamp: null }])).toEqual([])
})
