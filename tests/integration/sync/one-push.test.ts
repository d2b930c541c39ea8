import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { EntryResult } from '../../../src/protocol/sync.ts'
import { sumsOf } from '../../../src/server/services/feed-sums.ts'
import { grantEndOf, grantOf, supplementOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let together: TestServer
let apart: TestServer
let captain: TestClient

const start = async (): Promise<TestServer> => {
  const server = await createTestServer()
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  return server
}

beforeEach(async () => {
  together = await start()
  apart = await start()
  captain = await together.login('2001')
})
afterEach(async () => {
  await together.close()
  await apart.close()
})

const withdrawalOf = (target: EntryEnvelope): EntryEnvelope =>
  entryOf(together, captain, 'record.withdrawn', {
    scope: target.scope,
    subjects: () => [target.subjects[0] ?? ''],
    data: { target: target.id },
  })

/** What the server keeps, revisions apart: they count pushes. */
const kept = (server: TestServer) =>
  server.deps.store.read(async (db) => ({
    entries: await db
      .selectFrom('entry')
      .select(['id', 'status', 'code', 'author_role', 'json'])
      .orderBy('id')
      .execute(),
    subjectsOfEntries: await db
      .selectFrom('entry_subject')
      .selectAll()
      .orderBy('subject')
      .orderBy('entry_id')
      .execute(),
    subjects: await db.selectFrom('subject').select(['id', 'scope', 'woken_at']).orderBy('id').execute(),
    grants: await db.selectFrom('subject_grant').selectAll().orderBy('subject').orderBy('scope').execute(),
    feeds: await db
      .selectFrom('feed')
      .select(['scope', 'id', 'type'])
      .where('type', '!=', 'assignment')
      .orderBy('scope')
      .orderBy('id')
      .orderBy('type')
      .execute(),
    parts: await db.selectFrom('part').select(['part_id', 'entry_id', 'state']).orderBy('part_id').execute(),
    quarantine: await db.selectFrom('quarantine').select(['entry_id', 'code', 'json']).orderBy('id').execute(),
    cases: await db
      .selectFrom('case_row')
      .select(['case_id', 'state', 'note', 'scope', 'reporter_id'])
      .orderBy('case_id')
      .execute(),
  }))

const withoutRevisions = (results: readonly EntryResult[]) =>
  results.map(({ id, status, code }) => ({ id, status, code }))

/** Pushes the entries in one go, and each by itself to another server; both must have decided and kept the same. */
async function expectSame(entries: readonly unknown[]): Promise<readonly EntryResult[]> {
  const { results } = await push(together, captain, entries)
  const sameCaptain = await apart.login('2001', captain.device)
  const oneByOne: EntryResult[] = []
  for (const entry of entries) oneByOne.push(...(await push(apart, sameCaptain, [entry])).results)
  expect(withoutRevisions(results)).toEqual(withoutRevisions(oneByOne))
  expect(await kept(together)).toEqual(await kept(apart))
  return results
}

const statuses = (results: readonly EntryResult[]): readonly string[] => results.map(({ status }) => status)

describe('[SYNC-6] the entries of one push end as if each had come by itself', () => {
  test('[SYNC-3] [SYNC-4] the same id again, with the same content and with another', async () => {
    const entry = tallyOf(together, captain)
    const refused = tallyOf(together, captain, 'squad-2')
    const other = { ...entry, data: { counter: 'vendor', delta: 7 } }
    const results = await expectSame([entry, entry, other, entry, refused, refused])
    expect(statuses(results)).toEqual(['accepted', 'accepted', 'quarantined', 'accepted', 'refused', 'refused'])
  })

  test('a record and its withdrawal, in either order', async () => {
    const [first, second] = [findingOf(together, captain, 'squad-1'), findingOf(together, captain, 'squad-1')]
    const results = await expectSame([first.entry, withdrawalOf(first.entry), withdrawalOf(second.entry), second.entry])
    expect(statuses(results)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect((await kept(together)).cases.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  })

  test('[ENTRY-10] the first entry of a subject, and another from elsewhere behind it', async () => {
    const results = await expectSame([
      tallyOf(together, captain),
      tallyOf(together, captain, 'bureau', 'shift-of-squad-1'),
      tallyOf(together, captain),
    ])
    expect(statuses(results)).toEqual(['accepted', 'refused', 'accepted'])
  })

  test('a finding with photos, and words added to it', async () => {
    const photos = [photoRef(together, Buffer.from('one')), photoRef(together, Buffer.from('two'))]
    const { entry, caseId } = findingOf(together, captain, 'squad-1', { photos })
    const first = supplementOf(together, captain, caseId, '一')
    together.clock.advance(1_000)
    await expectSame([entry, first, supplementOf(together, captain, caseId, '二')])
    expect((await kept(together)).cases).toMatchObject([{ state: 'reported', note: '一；二' }])
    expect((await kept(together)).parts).toHaveLength(2)
  })

  test('[ENTRY-20] a case, its grant, the end of that, and what was recorded between', async () => {
    const { entry, caseId } = findingOf(together, captain, 'squad-1')
    const added = ['前', '中', '后'].map((note) => supplementOf(together, captain, caseId, note))
    const grant = grantOf(together, captain, { subject: caseId, to: 'squad-2' })
    const end = grantEndOf(together, captain, { subject: caseId, to: 'squad-2' })
    const again = grantOf(together, captain, { subject: caseId, to: 'squad-2' })
    await expectSame([entry, added[0], grant, added[1], end, added[2], again])
  })

  test('more than a statement takes', async () => {
    const entries = Array.from({ length: 64 + 8 + 3 }, (_, index) =>
      index % 2 === 0 ? tallyOf(together, captain) : findingOf(together, captain, 'squad-1').entry,
    )
    const results = await expectSame(entries)
    expect(statuses(results)).toEqual(entries.map(() => 'accepted'))
  })
})

test('[SYNC-44] the digests are those of the rows that one push wrote', async () => {
  const { entry, caseId } = findingOf(together, captain, 'squad-1')
  const grant = grantOf(together, captain, { subject: caseId, to: 'squad-2' })
  await push(together, captain, [
    tallyOf(together, captain),
    entry,
    grant,
    supplementOf(together, captain, caseId, '后'),
  ])
  const { rows, digests } = await together.deps.store.read(async (db) => ({
    rows: await db.selectFrom('feed').select(['scope', 'id', 'rev']).execute(),
    digests: await db.selectFrom('feed_digest').selectAll().execute(),
  }))
  const summed = [...new Set(rows.map(({ scope }) => scope))].flatMap((scope) =>
    sumsOf(rows.filter((row) => row.scope === scope)).map(([block, sum]) => ({ scope, block, sum })),
  )
  const byScope = (left: { scope: string }, right: { scope: string }): number => (left.scope < right.scope ? -1 : 1)
  expect(digests.sort(byScope)).toEqual(summed.sort(byScope))
})
