import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { databaseNameOf, databaseVersion } from '../../../../src/device/database/database.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer } from '../../../support/phone-storage.ts'

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
  2: {
    assignments: 'key, [collection+sortKey], scope',
    cases: 'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    shifts: 'id, date',
    thumbnails: 'partId',
  },
  3: {
    assignments: 'key, [collection+sortKey], scope',
    cases: 'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    shifts: 'id, date',
    signs: 'id, streetId, owedPhotos',
    thumbnails: 'partId',
  },
  4: {
    assignments: 'key, [collection+sortKey], scope',
    cases:
      'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos, [taskUnit+taskDueMs], [taskUnit+taskPerson+taskDueMs]',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    shifts: 'id, date',
    signs: 'id, streetId, owedPhotos',
    thumbnails: 'partId',
  },
  5: {
    assignments: 'key, [collection+sortKey], scope',
    cases:
      'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos, [taskUnit+taskDueMs], [taskUnit+taskPerson+taskDueMs]',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    rosters: 'id, *people',
    shifts: 'id, date',
    signs: 'id, streetId, owedPhotos',
    thumbnails: 'partId',
  },
  6: {
    assignments: 'key, [collection+sortKey], scope',
    cases:
      'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos, [taskUnit+taskDueMs], [taskUnit+taskPerson+taskDueMs]',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    rosters: 'id, *people, swapDate',
    shifts: 'id, date',
    signs: 'id, streetId, owedPhotos',
    thumbnails: 'partId',
  },
  7: {
    assignments: 'key, [collection+sortKey], scope',
    cases:
      'id, [state+atMs], [scope+atMs], [reporter+atMs], owedPhotos, [taskUnit+taskDueMs], [taskUnit+taskPerson+taskDueMs]',
    cursors: 'scope',
    drafts: 'id, updatedAtMs',
    facts: 'name',
    held: '[scope+id]',
    journal: 'id, *subjects, [sendState+nextAttemptAtMs], [author+atMs], [scope+rev]',
    partBytes: 'partId',
    parts: 'partId, entryId, draftId, [sendState+nextAttemptAtMs]',
    rosters: 'id, *people, swapDate',
    shifts: 'id, date',
    signs: 'id, streetId, owedPhotos',
    thumbnails: 'partId',
    voicePieces: '[partId+index], draftId',
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

test('a database of the first version keeps its records and reads its feeds again from the start', async () => {
  const engine = createEngine()
  const first = new Dexie(databaseNameOf(officer), engine)
  first.version(1).stores(shipped[1] ?? {})
  await first.table('drafts').put({ id: 'draft', kind: 'finding', subject: '', updatedAtMs: 1, data: {} })
  await first.table('cursors').put({ scope: 'squad-1', cursor: 'of-the-first-version', complete: 'yes' })
  first.close()
  const { db } = createPhoneStorage(engine)
  expect(await db.drafts.count()).toBe(1)
  expect(await db.cursors.toArray()).toEqual([{ scope: 'squad-1', cursor: '', complete: 'yes' }])
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
