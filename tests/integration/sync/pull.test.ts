import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryId, PartId, PersonId, ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import type { AssignmentDoc } from '../../../src/domain/journal/assignment.ts'
import { SyncResponse } from '../../../src/protocol/sync.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { setMemberships } from '../../../src/server/services/people.ts'
import { supplementOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, newId, push, sha256Of } from '../../support/pushed-entries.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const dayMs = 86_400_000

let server: TestServer
let officer: TestClient
let colleague: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  officer = await server.login('1001')
  colleague = await server.login('1002')
})
afterEach(() => server.close())

const pushTallies = async (client: TestClient, count: number, shift?: string): Promise<string[]> => {
  const entries = Array.from({ length: count }, () => tallyOf(server, client, 'squad-1', shift))
  await push(server, client, entries)
  return entries.map((entry) => entry.id)
}

const documentsOf = (pages: readonly SyncResponse[]): AssignmentDoc[] =>
  pages.flatMap((page) => page.deltas.flatMap((delta) => delta.assignments))

const putStreet = (id: string, scope: string, name: string | null) =>
  server.deps.store.write((tx) =>
    putAssignment(tx, {
      collection: 'streets',
      id,
      scope: scope as ScopeId,
      baseRev: 'any',
      data:
        name === null
          ? null
          : {
              id,
              scope,
              name,
              roadClass: 'main',
              line: [
                { lat: 30, lng: 114 },
                { lat: 30, lng: 115 },
              ],
            },
    }),
  )

describe('a page of a feed', () => {
  test('is what the schema says', async () => {
    await pushTallies(colleague, 3)
    expect(v.safeParse(SyncResponse, await sync(server, officer)).issues).toBeUndefined()
  })

  test.each([1, 2, 3, 7, 500])(
    '[SYNC-16] of %i rows at most leads through all of them, each once, also inside one revision',
    async (limit) => {
      const pushed = [...(await pushTallies(colleague, 5)), ...(await pushTallies(colleague, 4))]
      const { pages } = await pullAll(server, officer, { limit })
      expect(entryIdsOf(pages).sort()).toEqual([...pushed].sort())
      const rows = pages.map((page) =>
        Math.max(...page.deltas.map((delta) => delta.entries.length + delta.assignments.length)),
      )
      expect(Math.max(...rows)).toBeLessThanOrEqual(limit)
    },
  )

  test('[SYNC-15] behind the last cursor holds what came since and nothing else', async () => {
    await pushTallies(colleague, 3)
    const { cursors } = await pullAll(server, officer)
    expect(entryIdsOf((await pullAll(server, officer, { cursors })).pages)).toEqual([])
    const later = await pushTallies(colleague, 2)
    expect(entryIdsOf((await pullAll(server, officer, { cursors })).pages).sort()).toEqual(later.sort())
  })

  test('[SYNC-17] skips nothing while many push at once', async () => {
    const pushing = Promise.all(
      Array.from({ length: 40 }, (_, index) => pushTallies(index % 2 === 0 ? officer : colleague, 3)),
    )
    const seen = new Set<string>()
    let cursors: Record<string, string> = {}
    let done = false
    void pushing.then(() => (done = true))
    while (!done) {
      const pulled = await pullAll(server, officer, { cursors, limit: 4 })
      entryIdsOf(pulled.pages).forEach((id) => seen.add(id))
      cursors = pulled.cursors
    }
    const last = await pullAll(server, officer, { cursors, limit: 4 })
    entryIdsOf(last.pages).forEach((id) => seen.add(id))
    expect([...seen].sort()).toEqual((await pushing).flat().sort())
  })

  test('[SYNC-15] ends in a cursor that goes back, however long the ids are', async () => {
    const longest = 'x'.repeat(100)
    await putStreet(longest, 'squad-1', '最长路')
    const first = await pullAll(server, officer, { limit: 1 })
    expect(documentsOf(first.pages).map((document) => document.id)).toContain(longest)
    expect(documentsOf((await pullAll(server, officer, { cursors: first.cursors })).pages)).toEqual([])
  })

  test('[SYNC-25] comes with the nonce of the call and the clock of the server', async () => {
    const answer = await sync(server, officer, { nonce: 'another-nonce' })
    expect(answer).toMatchObject({ nonce: 'another-nonce', now: new Date(server.clock.now()).toISOString() })
  })

  test('[SYNC-24] says how far everything is on the disk', async () => {
    const { results, durable } = await push(server, officer, [tallyOf(server, officer)])
    expect(durable['squad-1' as ScopeId]).toBe(results[0]?.rev)
  })

  test('[SYNC-23] holds no position', async () => {
    const bytes = Buffer.from('{"fix":{"lat":30.59876},"salt":"c2FsdA"}')
    const partId = newId<PartId>(server)
    const arrival = entryOf(server, officer, 'duty.confirmed', {
      scope: 'squad-1',
      subjects: () => ['shift-of-squad-1'],
      data: { placement: { placed: 'inside', distanceM: 3, accuracyM: 5 } },
      parts: [{ partId, kind: 'position', sha256: sha256Of(bytes), sizeBytes: bytes.length }],
    })
    const small = { partId, sha256: sha256Of(bytes), base64: bytes.toString('base64') }
    const answers = [await push(server, officer, [arrival], [small]), ...(await pullAll(server, colleague)).pages]
    expect(entryIdsOf(answers)).toContain(arrival.id)
    expect(JSON.stringify(answers)).not.toContain('30.59876')
    expect(JSON.stringify(answers)).not.toContain(small.base64)
  })
})

describe('a cursor that the server cannot go on from', () => {
  const restored = async (): Promise<void> => {
    await server.deps.store.write((tx) =>
      tx.updateTable('meta').set({ value: 'of-after-the-restore' }).where('name', '=', 'epoch').execute(),
    )
  }

  test('[SYNC-19] because of another epoch starts the feed again, and says so', async () => {
    const pushed = await pushTallies(officer, 3)
    const { cursors } = await pullAll(server, officer)
    await restored()
    const answer = await sync(server, officer, { cursors })
    expect(answer.epoch).toBe('of-after-the-restore')
    expect(answer.deltas.map((delta) => delta.reset)).toEqual([true, true])
    expect(entryIdsOf([answer]).sort()).toEqual(pushed.sort())
    const next = await sync(server, officer, {
      cursors: Object.fromEntries(answer.deltas.map((delta) => [delta.scope, delta.to])),
    })
    expect(next.deltas.map((delta) => delta.reset)).toEqual([undefined, undefined])
  })

  test('[SYNC-19] because it is ahead of its scope, as after a file was put back, starts the feed again', async () => {
    const kept = await pushTallies(officer, 2)
    const backup = await server.deps.store.read((db) =>
      db.selectFrom('scope').selectAll().where('id', '=', 'squad-1').executeTakeFirst(),
    )
    const lost = await pushTallies(officer, 2)
    const { cursors } = await pullAll(server, officer)
    await server.deps.store.write(async (tx) => {
      await tx.deleteFrom('feed').where('id', 'in', lost).execute()
      await tx.deleteFrom('entry').where('id', 'in', lost).execute()
      await tx
        .updateTable('scope')
        .set({ rev: Number(backup?.rev) })
        .where('id', '=', 'squad-1')
        .execute()
    })
    const delta = deltaOf(await sync(server, officer, { cursors }), 'squad-1')
    expect([delta.reset, delta.entries.map(({ entry }) => entry.id).sort()]).toEqual([true, kept.sort()])
  })

  test.each([
    '',
    'nonsense',
    'W10',
    Buffer.from('["x",1]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])('[SYNC-19] because it is %j starts the feed again', async (cursor) => {
    const pushed = await pushTallies(officer, 1)
    const delta = deltaOf(await sync(server, officer, { cursors: { 'squad-1': cursor } }), 'squad-1')
    expect([delta.reset, delta.entries.map(({ entry }) => entry.id)]).toEqual([true, pushed])
  })

  test('[SYNC-9] does not stop what is pushed with it', async () => {
    await restored()
    const { results } = await sync(server, officer, {
      entries: [tallyOf(server, officer)],
      epoch: 'of-before',
      cursors: { 'squad-1': 'x' },
    })
    expect(results).toMatchObject([{ status: 'accepted' }])
  })
})

describe('whose feeds are read', () => {
  test('[SYNC-14] are those of the person, with the role in each', async () => {
    const answer = await sync(server, officer)
    expect(answer.members).toEqual([
      { scope: 'bureau', role: 'officer' },
      { scope: 'squad-1', role: 'officer' },
    ])
    expect(answer.deltas.map((delta) => delta.scope)).toEqual(['bureau', 'squad-1'])
  })

  test('[SYNC-14] a cursor for another scope opens nothing', async () => {
    await server.addPerson('1003', 'officer', 'squad-2')
    const other = await server.login('1003')
    await push(server, other, [tallyOf(server, other, 'squad-2')])
    const answer = await sync(server, officer, { cursors: { 'squad-2': null } })
    expect(entryIdsOf([answer])).toEqual([])
    expect(Object.keys(answer.durable)).not.toContain('squad-2')
  })

  test('[AUTH-6] change at once with the squad of the person', async () => {
    const before = await pushTallies(officer, 1)
    await server.deps.store.write((tx) =>
      setMemberships(tx, { id: officer.personId, role: 'captain', scope: 'squad-2' as ScopeId, active: true }),
    )
    const answer = await sync(server, officer, { entries: [tallyOf(server, officer)] })
    expect(answer.members.map((member) => member.scope)).toEqual(['bureau', 'squad-2'])
    expect(answer.results).toMatchObject([{ status: 'refused', code: 'entry/scope-not-member' }])
    expect(entryIdsOf([answer])).not.toContain(before[0])
  })

  test('[AUTH-6] a stamp holds the role that the author had when it was received', async () => {
    await pushTallies(officer, 1)
    await server.deps.store.write((tx) =>
      setMemberships(tx, { id: officer.personId, role: 'captain', scope: 'squad-1' as ScopeId, active: true }),
    )
    await pushTallies(officer, 1)
    const { entries } = deltaOf(await sync(server, colleague), 'squad-1')
    expect(entries.map(({ stamp }) => stamp.authorRole)).toEqual(['officer', 'captain'])
  })

  test('[SYNC-21] an admin gets documents and no entries', async () => {
    await server.addPerson('9001', 'admin', 'bureau')
    const admin = await server.login('9001')
    await pushTallies(officer, 2)
    const { pages } = await pullAll(server, admin)
    expect(entryIdsOf(pages)).toEqual([])
    expect(documentsOf(pages).some((document) => document.collection === 'people')).toBe(true)
  })
})

describe('old records', () => {
  test('[SYNC-20] are left out after thirty days, those of open cases are not', async () => {
    const open = findingOf(server, officer, 'squad-1', { note: '开着' })
    const closed = findingOf(server, officer, 'squad-1', { note: '撤了' })
    const withdrawal = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => [closed.caseId],
      data: { target: closed.entry.id as EntryId },
    })
    await push(server, officer, [tallyOf(server, officer), open.entry, closed.entry, withdrawal])
    server.clock.advance(29 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toHaveLength(4)
    server.clock.advance(2 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toEqual([open.entry.id])
  })

  test('[SYNC-20] do not stop the pages before the end', async () => {
    await pushTallies(officer, 10)
    server.clock.advance(31 * dayMs)
    const fresh = await pushTallies(officer, 2, 'shift-of-another-month')
    expect(entryIdsOf((await pullAll(server, colleague, { limit: 3 })).pages).sort()).toEqual(fresh.sort())
  })
})

describe('[SYNC-41] a subject', () => {
  const givenTo = (pages: readonly SyncResponse[]): string[] => [
    ...new Set(
      pages.flatMap((page) =>
        page.deltas.flatMap((delta) => [...(delta.earlier ?? []), ...delta.entries].map(({ entry }) => entry.id)),
      ),
    ),
  ]
  const closingOf = (caseId: SubjectId) =>
    entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { target: caseId.slice('case-'.length) as EntryId },
    })

  test('that is still recorded about is given with what is older than thirty days', async () => {
    const [old] = await pushTallies(officer, 1)
    server.clock.advance(20 * dayMs)
    const [recent] = await pushTallies(officer, 1)
    server.clock.advance(20 * dayMs)
    expect(entryIdsOf((await pullAll(server, colleague)).pages).sort()).toEqual([old, recent].sort())
  })

  test.each([1, 2, 3, 500])('that rests is left out whole, %i rows at a time', async (limit) => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry, supplementOf(server, officer, caseId, '补')])
    server.clock.advance(5 * dayMs)
    await push(server, officer, [closingOf(caseId)])
    server.clock.advance(31 * dayMs)
    const { pages } = await pullAll(server, colleague, { limit })
    expect(givenTo(pages)).toEqual([])
  })

  test('that ended while a device was away for months ends there too', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    const { cursors } = await pullAll(server, colleague)
    const closing = closingOf(caseId)
    await push(server, officer, [closing])
    server.clock.advance(40 * dayMs)
    expect(entryIdsOf((await pullAll(server, colleague, { cursors })).pages)).toEqual([closing.id])
  })

  test.each([1, 500])(
    'that wakes after a long rest comes whole to a device that was spared it, %i rows at a time',
    async (limit) => {
      const old = await pushTallies(officer, 2)
      server.clock.advance(31 * dayMs)
      const { pages, cursors } = await pullAll(server, colleague)
      expect(givenTo(pages)).toEqual([])
      const late = await pushTallies(officer, 1)
      const after = await pullAll(server, colleague, { cursors, limit })
      expect(givenTo(after.pages).sort()).toEqual([...old, ...late].sort())
    },
  )

  test('that wakes while a device is being filled is whole when the filling is done', async () => {
    const old = await pushTallies(officer, 4)
    await pushTallies(officer, 4, 'shift-other')
    server.clock.advance(31 * dayMs)
    const first = await sync(server, colleague, { limit: 2 })
    const late = await pushTallies(officer, 1)
    const cursors = Object.fromEntries(first.deltas.map((delta) => [delta.scope, delta.to]))
    const { pages } = await pullAll(server, colleague, { cursors, limit: 2 })
    expect(givenTo([first, ...pages]).sort()).toEqual([...old, ...late].sort())
  })

  test('of the register of signs is given however old it is', async () => {
    const sign = entryOf(server, officer, 'sign.registered', {
      scope: 'squad-1',
      subjects: () => ['sign-1'],
      data: {
        signNo: '1',
        signType: 'ROOF',
        content: '招牌',
        address: '示例路 1 号',
        point: { lat: 30, lng: 114 },
        widthM: 2,
        heightM: 1,
        bottomM: 3,
        builtYear: null,
        ownerName: '示例',
      },
    })
    await push(server, officer, [sign])
    server.clock.advance(40 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toEqual([sign.id])
  })
})

describe('documents', () => {
  test('[SYNC-22] stand in the feed once, at their newest revision', async () => {
    await putStreet('street-a', 'squad-1', '旧名')
    await putStreet('street-a', 'squad-1', '新名')
    const documents = documentsOf((await pullAll(server, officer, { limit: 1 })).pages)
    expect(documents.filter((document) => document.id === 'street-a').map((document) => document.data['name'])).toEqual(
      ['新名'],
    )
  })

  test('[SYNC-22] that were removed are named as gone', async () => {
    await putStreet('street-a', 'squad-1', '路')
    const { cursors } = await pullAll(server, officer)
    await putStreet('street-a', 'squad-1', null)
    expect(deltaOf(await sync(server, officer, { cursors }), 'squad-1')).toMatchObject({
      assignments: [],
      gone: [{ collection: 'streets', id: 'street-a' }],
    })
  })

  test('[SYNC-22] that moved are gone from the one squad and there in the other', async () => {
    await server.addPerson('1003', 'officer', 'squad-2')
    const other = await server.login('1003')
    await putStreet('street-a', 'squad-1', '路')
    const [mine, theirs] = [await pullAll(server, officer), await pullAll(server, other)]
    await putStreet('street-a', 'squad-2', '路')
    expect(deltaOf(await sync(server, officer, { cursors: mine.cursors }), 'squad-1').gone).toMatchObject([
      { id: 'street-a' },
    ])
    expect(deltaOf(await sync(server, other, { cursors: theirs.cursors }), 'squad-2').assignments).toMatchObject([
      { id: 'street-a' },
    ])
  })

  test('[DOC-1] [SYNC-22] of one id in two collections are two documents', async () => {
    await putStreet('same', 'squad-1', '路')
    await server.deps.store.write((tx) =>
      putAssignment(tx, {
        collection: 'people',
        id: 'same',
        scope: 'squad-1' as ScopeId,
        baseRev: null,
        data: { id: 'same' as PersonId, number: '1777', name: '示例', role: 'aux', scope: 'squad-1', active: true },
      }),
    )
    const found = documentsOf((await pullAll(server, officer)).pages).filter((document) => document.id === 'same')
    expect(found.map((document) => document.collection).sort()).toEqual(['people', 'streets'])
  })
})
