import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartId, ScopeId } from '../../../src/domain/ids.ts'
import { SyncResponse } from '../../../src/protocol/sync.ts'
import { setMemberships } from '../../../src/server/services/people.ts'
import { entryOf, newId, push, sha256Of } from '../../support/pushed-entries.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { documentsOf, pushTallies, putStreet } from '../../support/fed-documents.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

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

describe('a page of a feed', () => {
  test('is what the schema says', async () => {
    await pushTallies(server, colleague, 3)
    expect(v.safeParse(SyncResponse, await sync(server, officer)).issues).toBeUndefined()
  })

  test.each([1, 2, 3, 7, 500])(
    '[SYNC-16] of %i rows at most leads through all of them, each once, also inside one revision',
    async (limit) => {
      const pushed = [...(await pushTallies(server, colleague, 5)), ...(await pushTallies(server, colleague, 4))]
      const { pages } = await pullAll(server, officer, { limit })
      expect(entryIdsOf(pages).sort()).toEqual([...pushed].sort())
      const rows = pages.map((page) =>
        Math.max(...page.deltas.map((delta) => delta.entries.length + delta.assignments.length)),
      )
      expect(Math.max(...rows)).toBeLessThanOrEqual(limit)
    },
  )

  test('[SYNC-15] behind the last cursor holds what came since and nothing else', async () => {
    await pushTallies(server, colleague, 3)
    const { cursors } = await pullAll(server, officer)
    expect(entryIdsOf((await pullAll(server, officer, { cursors })).pages)).toEqual([])
    const later = await pushTallies(server, colleague, 2)
    expect(entryIdsOf((await pullAll(server, officer, { cursors })).pages).sort()).toEqual(later.sort())
  })

  test('[SYNC-17] skips nothing while many push at once', async () => {
    const pushing = Promise.all(
      Array.from({ length: 40 }, (_, index) => pushTallies(server, index % 2 === 0 ? officer : colleague, 3)),
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
    await putStreet(server, longest, 'squad-1', '最长路')
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
    const before = await pushTallies(server, officer, 1)
    await server.deps.store.write((tx) =>
      setMemberships(tx, { id: officer.personId, role: 'captain', scope: 'squad-2' as ScopeId, active: true }),
    )
    const answer = await sync(server, officer, { entries: [tallyOf(server, officer)] })
    expect(answer.members.map((member) => member.scope)).toEqual(['bureau', 'squad-2'])
    expect(answer.results).toMatchObject([{ status: 'refused', code: 'entry/scope-not-member' }])
    expect(entryIdsOf([answer])).not.toContain(before[0])
  })

  test('[AUTH-6] a stamp holds the role that the author had when it was received', async () => {
    await pushTallies(server, officer, 1)
    await server.deps.store.write((tx) =>
      setMemberships(tx, { id: officer.personId, role: 'captain', scope: 'squad-1' as ScopeId, active: true }),
    )
    await pushTallies(server, officer, 1)
    const { entries } = deltaOf(await sync(server, colleague), 'squad-1')
    expect(entries.map(({ stamp }) => stamp.authorRole)).toEqual(['officer', 'captain'])
  })

  test('[SYNC-21] an admin gets documents and no entries', async () => {
    await server.addPerson('9001', 'admin', 'bureau')
    const admin = await server.login('9001')
    await pushTallies(server, officer, 2)
    const { pages } = await pullAll(server, admin)
    expect(entryIdsOf(pages)).toEqual([])
    expect(documentsOf(pages).some((document) => document.collection === 'people')).toBe(true)
  })
})
