import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadFact } from '../../../src/device/database/facts.ts'
import type { EntryId, ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import { addRow } from '../../../src/protocol/feed-digest.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { setMemberships } from '../../../src/server/services/people.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { grantEndOf, grantOf, supplementOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, push } from '../../support/pushed-entries.ts'
import { pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const dayMs = 86_400_000

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  for (const [number, role, scope] of [
    ['1001', 'officer', 'squad-1'],
    ['1005', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['1002', 'officer', 'squad-2'],
    ['3001', 'inspector', 'bureau'],
    ['9001', 'admin', 'bureau'],
  ] as const)
    await server.addPerson(number, role, scope)
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

type FeedPhone = Awaited<ReturnType<typeof createFeedPhone>>

const checkOf = async ({ phone }: FeedPhone) => {
  const check = await loadFact(phone.run().db, 'digestCheck')
  return [check?.unequalBlocks, check?.unhealedBlocks]
}
const inOrder = [0, 0]
const healedOnce = [1, 0]

const putStreet = (id: string, scope: string, isThere = true) =>
  server.deps.store.write((tx) =>
    putAssignment(tx, {
      collection: 'streets',
      id,
      scope: scope as ScopeId,
      baseRev: 'any',
      data: isThere
        ? {
            id,
            scope,
            name: '路',
            roadClass: 'main',
            line: [
              { lat: 30, lng: 114 },
              { lat: 30, lng: 115 },
            ],
          }
        : null,
    }),
  )

const withdrawalOf = (caseId: SubjectId) =>
  entryOf(server, officer, 'record.withdrawn', {
    scope: 'squad-1',
    subjects: () => [caseId],
    data: { target: caseId.slice('case-'.length) as EntryId },
  })

describe('[SYNC-44] the server’s digest', () => {
  test('is at every moment the sum over the rows of the feed', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry, tallyOf(server, officer)])
    await putStreet('street-a', 'squad-1')
    await putStreet('street-a', 'squad-2')
    await putStreet('street-b', 'squad-1')
    await putStreet('street-b', 'squad-1', false)
    for (const step of [grantOf, grantEndOf, grantOf])
      await push(server, captain, [step(server, captain, { subject: caseId, to: 'squad-2' })])
    const { feeds, digests } = await server.deps.store.read(async (db) => ({
      feeds: await db.selectFrom('feed').selectAll().where('type', 'not in', ['gone', 'ended']).execute(),
      digests: await db.selectFrom('feed_digest').selectAll().execute(),
    }))
    for (const scope of ['bureau', 'squad-1', 'squad-2']) {
      const sums = new Map<number, number>()
      for (const row of feeds) if (row.scope === scope) addRow(sums, row.id, row.rev)
      expect(digests.filter((row) => row.scope === scope).map(({ block, sum }) => [block, sum])).toEqual([...sums])
    }
  })

  test('[SYNC-45] comes on request, and an idle call without it stays below a kilobyte', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    expect((await sync(server, officer, { digests: true })).digests?.map(({ scope }) => scope)).toEqual([
      'bureau',
      'squad-1',
    ])
    const { cursors } = await pullAll(server, officer)
    const idle = await sync(server, officer, { cursors })
    expect(idle.digests).toBeUndefined()
    expect(JSON.stringify(idle).length).toBeLessThan(1_024)
  })

  test('[SYNC-46] of a block that is not the caller’s is found nowhere', async () => {
    const { cursors } = await pullAll(server, officer)
    const ask = (scope: string) =>
      officer.call({
        method: 'POST',
        url: '/api/sync/block',
        payload: { scope, block: 0, upTo: cursors['squad-1'], after: null, limit: 500 },
      })
    expect((await ask('squad-1')).statusCode).toBe(200)
    const [theirs, nobodys] = [await ask('squad-2'), await ask('squad-9')]
    expect([theirs.statusCode, theirs.body]).toEqual([nobodys.statusCode, nobodys.body])
    expect(theirs.statusCode).toBe(404)
  })
})

describe('[SYNC-45] a phone whose feeds were read', () => {
  test('holds what the digests say, through grants, their ends, moved documents and lost squads', async () => {
    const phones = await Promise.all(['1005', '1002', '3001', '9001'].map((number) => createFeedPhone(server, number)))
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    const steps: readonly (() => Promise<unknown>)[] = [
      () => push(server, officer, [entry, ...Array.from({ length: 30 }, () => tallyOf(server, officer))]),
      () => putStreet('street-a', 'squad-1'),
      () => push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })]),
      () => push(server, officer, [supplementOf(server, officer, caseId, '补')]),
      () => putStreet('street-a', 'squad-2'),
      () => push(server, captain, [grantEndOf(server, captain, { subject: caseId, to: 'squad-2' })]),
      () => push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })]),
      () =>
        server.deps.store.write((tx) =>
          setMemberships(tx, {
            id: phones[0]!.phone.personId,
            role: 'officer',
            scope: 'squad-2' as ScopeId,
            active: true,
          }),
        ),
      () => push(server, officer, [withdrawalOf(caseId)]),
      async () => server.clock.advance(31 * dayMs),
      () => push(server, officer, [supplementOf(server, officer, caseId, '迟到')]),
    ]
    for (const [index, step] of steps.entries()) {
      await step()
      // Not all of them each time, so that some have much to catch up with.
      for (const [place, phone] of phones.entries()) if ((index + place) % 2 === 0) await phone.sync()
    }
    for (const phone of phones) {
      await phone.sync()
      expect(await checkOf(phone)).toEqual(inOrder)
      expect(phone.urls).not.toContain('/api/sync/block')
    }
  })

  test('holds what the digests say when it was spared what rests, and when that wakes', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [
      entry,
      withdrawalOf(caseId),
      ...Array.from({ length: 30 }, () => tallyOf(server, officer)),
    ])
    server.clock.advance(31 * dayMs)
    const fresh = await createFeedPhone(server, '1005')
    await fresh.sync()
    expect(await fresh.phone.run().db.journal.count()).toBe(0)
    expect(await checkOf(fresh)).toEqual(inOrder)
    await push(server, officer, [supplementOf(server, officer, caseId, '迟到')])
    await fresh.sync()
    expect(await fresh.phone.run().db.journal.count()).toBe(3)
    expect(await checkOf(fresh)).toEqual(inOrder)
  })

  test('is compared once a day, on a new timeline, and when a person asks, but not at every tap', async () => {
    const asked = await createFeedPhone(server, '1005')
    await asked.sync()
    const calls = asked.urls.length
    await asked.phone.run().sync.syncNow()
    expect(asked.urls.length).toBe(calls + 1)
    await asked.sync()
    expect(asked.urls.length).toBe(calls + 3)
  })
})

describe('[SYNC-47] a fault is found, healed and told', () => {
  async function openPhone(): Promise<{ readonly holder: FeedPhone; readonly ids: readonly EntryId[] }> {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    const entries = [entry, supplementOf(server, officer, caseId, '补'), tallyOf(server, officer)]
    await push(server, officer, entries)
    await putStreet('street-a', 'squad-1')
    const holder = await createFeedPhone(server, '1005')
    await holder.sync()
    return { holder, ids: entries.map(({ id }) => id) }
  }
  const dbOf = ({ phone }: FeedPhone) => phone.run().db

  test('a row that the phone has lost', async () => {
    const { holder, ids } = await openPhone()
    await dbOf(holder).journal.delete(ids[1]!)
    await holder.sync()
    expect((await dbOf(holder).cases.toArray())[0]?.value.notes.map(({ note }) => note)).toEqual(['补'])
    expect(await checkOf(holder)).toEqual(healedOnce)
  })

  test('a document that the phone has lost, and one that it should not have', async () => {
    const { holder } = await openPhone()
    const street = await dbOf(holder).assignments.get('streets/street-a')
    await dbOf(holder).assignments.delete('streets/street-a')
    await dbOf(holder).assignments.put({ ...street!, key: 'streets/street-x', id: 'street-x' })
    await holder.sync()
    const streets = await dbOf(holder).assignments.where('scope').equals('squad-1').primaryKeys()
    expect(streets.filter((key) => key.startsWith('streets/'))).toEqual(['streets/street-a'])
    expect(await checkOf(holder)).toEqual(healedOnce)
  })

  test('a feed row that a page skipped', async () => {
    const { holder, ids } = await openPhone()
    await dbOf(holder).journal.delete(ids[2]!)
    await dbOf(holder).held.delete(['squad-1' as ScopeId, ids[2]!])
    await holder.sync()
    expect(await dbOf(holder).journal.get(ids[2]!)).toBeDefined()
    expect(await checkOf(holder)).toEqual(healedOnce)
  })

  test('a record of somebody else that the feed does not hold', async () => {
    const { holder, ids } = await openPhone()
    const row = await dbOf(holder).journal.get(ids[2]!)
    const extra = '01890000-0000-7000-8000-0000000000ff' as EntryId
    await dbOf(holder).journal.put({ ...row!, id: extra })
    await dbOf(holder).held.put({ scope: 'squad-1' as ScopeId, id: extra, rev: row!.rev })
    await holder.sync()
    expect(await dbOf(holder).journal.get(extra)).toBeUndefined()
    expect(await checkOf(holder)).toEqual(healedOnce)
  })

  test('a row that was altered on the server: it is found and cannot be healed', async () => {
    const { holder, ids } = await openPhone()
    await server.deps.store.write((tx) =>
      // Not beyond the scope's own revision: that would be a server that has lost rows, and a new timeline.
      tx.updateTable('feed').set({ rev: 1 }).where('id', '=', ids[0]!).where('scope', '=', 'squad-1').execute(),
    )
    await dbOf(holder).cursors.update('squad-1' as ScopeId, { cursor: '' })
    await holder.sync()
    expect(await checkOf(holder)).toEqual([1, 1])
  })

  test('so many rows that the whole feed is read again', async () => {
    const { holder, ids } = await openPhone()
    await dbOf(holder).cursors.update('squad-1' as ScopeId, {
      leftOut: Array.from({ length: 20 }, (_, block) => [block + 5, 1] as const),
    })
    await dbOf(holder).journal.clear()
    await holder.sync()
    expect(await dbOf(holder).journal.bulkGet([...ids])).not.toContain(undefined)
    await holder.sync()
    expect((await checkOf(holder))[1]).toBe(0)
  })

  test('[SYNC-48] and the office is told with the next report', async () => {
    const { holder, ids } = await openPhone()
    await dbOf(holder).journal.delete(ids[1]!)
    await holder.sync()
    await holder.sync()
    const devices = await server.deps.store.read((db) =>
      db.selectFrom('device').select('unequal_blocks').where('person_id', '=', holder.phone.personId).execute(),
    )
    expect(devices).toEqual([{ unequal_blocks: 1 }])
  })

  test('what is unsent is not touched by any of it', async () => {
    const { holder, ids } = await openPhone()
    const [own] = await holder.phone.run().journal.record([
      {
        kind: 'duty.tallied',
        scope: 'squad-2' as ScopeId,
        subjects: ['shift-x' as SubjectId],
        data: { counter: 'shop', delta: 1 },
      },
    ])
    await dbOf(holder).journal.delete(ids[0]!)
    await holder.sync()
    expect(await dbOf(holder).journal.get(own!.id)).toMatchObject({ sendState: 'refused' })
  })
})
