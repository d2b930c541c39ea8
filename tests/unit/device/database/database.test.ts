import { expect, test } from 'vitest'
import { databaseVersion } from '../../../../src/device/database/database.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../../support/phone-storage.ts'

/**
 * Phones in the field hold databases of every version ever shipped. A changed table or index needs a new version in
 * database.ts and a new line here; a primary key can never change, and nothing may be taken away.
 */
const shipped: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: {
    assignments: 'key, [collection+sortKey], scope',
    cases: 'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    shifts: 'id, date',
    thumbnails: 'partId',
  },
}

test('tables and indexes are those of the shipped version', async () => {
  const { db } = createPhoneStorage(createEngine())
  await db.open()
  const tables = db.tables.map(({ name, schema }) => [
    name,
    [schema.primKey, ...schema.indexes].map((index) => index.src).join(', '),
  ])
  expect(Object.fromEntries(tables)).toEqual(shipped[databaseVersion])
})

test('the tables of bytes have no index: a query on one would load every photo', async () => {
  const { db } = createPhoneStorage(createEngine())
  expect([db.partBytes.schema.indexes, db.thumbnails.schema.indexes]).toEqual([[], []])
})

test('a save is on the disk before it resolves, and no list shows what is not', () => {
  const { db } = createPhoneStorage(createEngine())
  const { _options: options } = db as unknown as { _options: Record<string, unknown> }
  expect(options).toMatchObject({ chromeTransactionDurability: 'strict', cache: 'disabled' })
})
