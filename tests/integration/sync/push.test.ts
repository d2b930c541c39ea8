import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { EntryId, PartId, Sha256 } from '../../../src/domain/ids.ts'
import { Problem } from '../../../src/server/problem.ts'
import { entryOf, findingOf, newId, push, sha256Of } from '../../support/pushed-entries.ts'
import { sync, syncRequest, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

const tally = (): EntryEnvelope => tallyOf(server, officer)
const countOf = async (table: 'entry' | 'quarantine' | 'feed' | 'small_bytes' | 'part'): Promise<number> =>
  (await server.deps.store.read((db) => db.selectFrom(table).selectAll().execute())).length
const entriesKept = (): Promise<number> => countOf('entry')
const keptAside = () =>
  server.deps.store.read((db) =>
    db.selectFrom('quarantine').select(['entry_id', 'code', 'json', 'person_id']).execute(),
  )

describe('an entry that is pushed', () => {
  test('[SYNC-2] results stand in the order of the push, one for each', async () => {
    const [first, second] = [tally(), tally()]
    const { results } = await push(server, officer, [first, 17, second, null])
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      [first.id, 'accepted'],
      [null, 'quarantined'],
      [second.id, 'accepted'],
      [null, 'quarantined'],
    ])
  })

  test('[SYNC-3] pushed again after a lost answer changes nothing and gets the same result', async () => {
    const entries = [tally(), { ...tally(), kind: 'duty.sang' }, { ...tally(), scope: 'squad-2' }]
    const first = await push(server, officer, entries)
    const sizes = await Promise.all([countOf('entry'), countOf('feed'), countOf('quarantine')])
    server.clock.advance(60_000)
    const again = await push(server, officer, entries)
    expect(again.results).toEqual(first.results)
    expect(again.durable).toEqual(first.durable)
    expect(await Promise.all([countOf('entry'), countOf('feed'), countOf('quarantine')])).toEqual(sizes)
  })

  test('[SYNC-3] the same content with its members in another order is the same content', async () => {
    const entry = tally()
    const turned = Object.fromEntries(Object.entries(entry).reverse())
    await push(server, officer, [entry])
    expect((await push(server, officer, [turned])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('[SYNC-3] twice in one push is stored once', async () => {
    const entry = tally()
    const { results } = await push(server, officer, [entry, entry])
    expect(results[1]).toEqual(results[0])
    expect(await entriesKept()).toBe(1)
  })

  test('[SYNC-4] with a known id and other content keeps both, and the first stays', async () => {
    const entry = tally()
    const forged = { ...entry, data: { counter: 'vendor', delta: 900 } }
    await push(server, officer, [entry])
    const { results } = await push(server, officer, [forged])
    expect(results).toEqual([{ id: entry.id, status: 'quarantined', code: 'entry/id-reused' }])
    expect((await keptAside()).map((row) => JSON.parse(row.json))).toEqual([forged])
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  })

  test.each([
    ['entry/malformed', { subjects: [] }],
    ['entry/malformed', { at: '2026-11-20T07:30:00+08' }],
    ['entry/malformed', { clock: { offsetMs: 1e300, monoMs: 0, bootId: 'boot' } }],
    ['entry/malformed', { id: 'not-a-uuid' }],
    ['entry/kind-unknown', { kind: 'duty.sang' }],
    ['entry/kind-unknown', { kind: 'toString' }],
    ['entry/version-unknown', { v: 2 }],
    ['entry/data-invalid', { data: { counter: 'vendor', delta: -1 } }],
    ['entry/data-invalid', { data: {} }],
  ])('[SYNC-5] that is %s by %j is kept as it came', async (code, change) => {
    const broken = { ...tally(), ...change, ofTomorrow: { kept: '永' } }
    const { results } = await push(server, officer, [broken])
    expect(results).toMatchObject([{ status: 'quarantined', code }])
    expect((await keptAside()).map((row) => JSON.parse(row.json))).toEqual([broken])
    expect(await entriesKept()).toBe(0)
  })

  test('[SYNC-5] quarantined, its id can still be used by what it should have been', async () => {
    const entry = tally()
    await push(server, officer, [{ ...entry, data: {} }])
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('[SYNC-6] that is bad holds up none of the same push', async () => {
    const bad = [
      null,
      'text',
      [],
      { id: newId(server) },
      { ...tally(), data: { delta: 1e9 } },
      { ...tally(), scope: 'x y' },
    ]
    const good = [tally(), tally(), tally()]
    const { results } = await push(server, officer, [
      good[0],
      ...bad,
      good[1],
      { ...tally(), scope: 'squad-2' },
      good[2],
    ])
    const accepted = results.filter((result) => result.status === 'accepted').map((result) => result.id)
    expect(accepted).toEqual(good.map((entry) => entry.id))
    expect(await countOf('quarantine')).toBe(bad.length)
  })

  test('[SYNC-11] shares one revision with the others of its push, and the next push has a higher one', async () => {
    const revisionsOf = async (): Promise<(number | undefined)[]> =>
      (await push(server, officer, [tally(), tally()])).results.map((result) => result.rev)
    const [first, second] = [await revisionsOf(), await revisionsOf()]
    expect(first[0]).toBe(first[1])
    expect(second[0]).toBeGreaterThan(first[0] ?? Infinity)
  })

  test('[SYNC-12] by a client of any age is taken', async () => {
    const answer = await sync(server, officer, { schema: 0, app: 'of long ago', entries: [tally()] })
    expect(answer.results).toMatchObject([{ status: 'accepted' }])
  })

  test('[WIRE-7] keeps members that this server does not know', async () => {
    const entry = { ...tally(), ofTomorrow: { mood: 'calm' }, data: { counter: 'vendor', delta: 1, ofTomorrow: 7 } }
    const answer = await push(server, officer, [entry])
    const pulled = answer.deltas.flatMap((delta) => delta.entries.map((item) => item.entry))
    expect(pulled).toEqual([entry])
  })

  test('[ENTRY-3] may depend on entries that nobody has yet', async () => {
    const { results } = await push(server, officer, [{ ...tally(), after: [newId(server)] }])
    expect(results).toMatchObject([{ status: 'accepted' }])
  })

  test('[ENTRY-12] opens the case of its own id and no other', async () => {
    const { entry } = findingOf(server, officer, 'squad-1')
    const other = { ...findingOf(server, officer, 'squad-1').entry, subjects: entry.subjects }
    const { results } = await push(server, officer, [entry, other])
    expect(results).toMatchObject([
      { status: 'accepted' },
      { status: 'quarantined', code: 'entry/data-invalid', params: { path: 'subjects.0' } },
    ])
  })
})

describe('an entry of somebody else', () => {
  let colleague: TestClient
  beforeEach(async () => {
    await server.addPerson('1002', 'officer', 'squad-1')
    colleague = await server.login('1002')
  })

  test('[SYNC-8] is refused and kept, and its author can still send it', async () => {
    const entry = tally()
    expect((await push(server, colleague, [entry])).results).toEqual([
      { id: entry.id, status: 'refused', code: 'entry/author-mismatch' },
    ])
    expect(await keptAside()).toMatchObject([{ entry_id: entry.id, person_id: colleague.personId }])
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('[SYNC-8] is refused to others even after it was accepted', async () => {
    const entry = tally()
    await push(server, officer, [entry])
    expect((await push(server, colleague, [entry])).results).toMatchObject([{ code: 'entry/author-mismatch' }])
  })

  test('[SYNC-8] is refused when it names another device', async () => {
    const otherDevice = await server.login('1001')
    const entry = tally()
    expect((await push(server, otherDevice, [entry])).results).toMatchObject([{ code: 'entry/device-mismatch' }])
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('[SYNC-1] is not even looked at when the call names another device', async () => {
    const payload = syncRequest(server, officer, { entries: [tally()], device: colleague.device })
    const answer = await officer.call({ method: 'POST', url: '/api/sync', payload })
    expect(answer.json()).toMatchObject({ code: 'session/wrong-person' })
    expect(await entriesKept()).toBe(0)
  })

  test('[ENTRY-9] cannot be taken back', async () => {
    const target = tally()
    await push(server, officer, [target])
    const withdrawal = entryOf(server, colleague, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => target.subjects,
      data: { target: target.id },
    })
    expect((await push(server, colleague, [withdrawal])).results).toMatchObject([{ code: 'entry/target-not-yours' }])
  })
})

describe('what may not be recorded', () => {
  const refused = (code: string) => [{ status: 'refused', code }]

  test('[ENTRY-7] in a squad that the author is no member of', async () => {
    expect((await push(server, officer, [tallyOf(server, officer, 'squad-2')])).results).toMatchObject(
      refused('entry/scope-not-member'),
    )
  })

  test('[ENTRY-8] by a role that does not do it', async () => {
    await server.addPerson('9001', 'admin', 'bureau')
    const admin = await server.login('9001')
    expect((await push(server, admin, [tallyOf(server, admin)])).results).toMatchObject(
      refused('entry/role-not-permitted'),
    )
  })

  test('[ENTRY-8] by an auxiliary who enforces', async () => {
    await server.addPerson('1101', 'aux', 'squad-1')
    const aux = await server.login('1101')
    const { entry, caseId } = findingOf(server, aux, 'squad-1')
    const close = (disposition: 'PERSUADE' | 'ONSITE') =>
      entryOf(server, aux, 'case.closedOnSite', {
        scope: 'squad-1',
        subjects: () => [caseId],
        data: { disposition, note: '' },
      })
    const { results } = await push(server, aux, [entry, close('ONSITE'), close('PERSUADE')])
    expect(results).toMatchObject([
      { status: 'accepted' },
      ...refused('entry/disposition-not-permitted'),
      { status: 'accepted' },
    ])
  })

  test('[ENTRY-9] [ENTRY-10] a withdrawal from another squad than its target', async () => {
    await server.addPerson('3001', 'inspector', 'bureau')
    const inspector = await server.login('3001')
    const { entry, caseId } = findingOf(server, inspector, 'squad-1')
    const withdrawal = entryOf(server, inspector, 'record.withdrawn', {
      scope: 'squad-2',
      subjects: () => [caseId],
      data: { target: entry.id },
    })
    expect((await push(server, inspector, [entry, withdrawal])).results).toMatchObject([
      { status: 'accepted' },
      ...refused('entry/scope-changed'),
    ])
  })

  test('[ENTRY-10] about a subject that lives in another scope', async () => {
    const { results } = await push(server, officer, [tally(), tallyOf(server, officer, 'bureau', 'shift-of-squad-1')])
    expect(results).toMatchObject([{ status: 'accepted' }, ...refused('entry/scope-changed')])
  })

  test('[ENTRY-11] afterwards, once two days have passed', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const captain = await server.login('2001')
    const backfill = (hoursAgo: number): EntryEnvelope => {
      const arrivedAt = new Date(server.clock.now() - hoursAgo * 3_600_000).toISOString()
      const shift = {
        date: arrivedAt.slice(0, 10),
        session: 'arrival' as const,
        title: '东门',
        startsAt: arrivedAt,
        endsAt: arrivedAt,
      }
      return entryOf(server, captain, 'duty.backfilled', {
        scope: 'squad-1',
        subjects: () => ['shift-a'],
        data: { personId: officer.personId, shift, arrivedAt, leftAt: null, reason: '手机没电' },
      })
    }
    expect((await push(server, captain, [backfill(47), backfill(49)])).results).toMatchObject([
      { status: 'accepted' },
      ...refused('entry/too-late'),
    ])
  })

  test('[SYNC-7] is kept with its reason, stands in no feed, and keeps its reason when pushed again', async () => {
    const entry = tallyOf(server, officer, 'squad-2')
    const first = await push(server, officer, [entry])
    const stored = await server.deps.store.read((db) =>
      db.selectFrom('entry').select(['status', 'code', 'json']).executeTakeFirst(),
    )
    expect(stored).toMatchObject({ status: 'refused', code: 'entry/scope-not-member', json: JSON.stringify(entry) })
    expect(first.deltas.flatMap((delta) => delta.entries)).toEqual([])
    expect((await push(server, officer, [entry])).results).toEqual(first.results)
  })

  test('[SYNC-7] the late and the oddly clocked may', async () => {
    const odd = [
      { ...tally(), at: '1970-01-01T00:00:00Z' },
      { ...tally(), at: '2099-12-31T23:59:59+08:00' },
      { ...tally(), clock: { offsetMs: null, monoMs: -5, bootId: '' } },
    ]
    const { results } = await push(server, officer, odd)
    expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted'])
  })
})

describe('a small part', () => {
  const bytes = Buffer.from('{"fix":null,"salt":"c2FsdA"}')
  const small = (partId: PartId, content = bytes) => ({
    partId,
    sha256: sha256Of(bytes),
    base64: content.toString('base64'),
  })

  const arrivalWith = (partId: PartId): EntryEnvelope =>
    entryOf(server, officer, 'duty.confirmed', {
      scope: 'squad-1',
      subjects: () => ['shift-of-squad-1'],
      data: { placement: { placed: 'inside', distanceM: 3, accuracyM: 5 } },
      parts: [{ partId, kind: 'position', sha256: sha256Of(bytes), sizeBytes: bytes.length }],
    })
  const stateOf = async (partId: PartId): Promise<string | undefined> =>
    (
      await server.deps.store.read((db) =>
        db.selectFrom('part').select('state').where('part_id', '=', partId).executeTakeFirst(),
      )
    )?.state

  test('[SYNC-10] is stored with the entry that names it', async () => {
    const partId = newId<PartId>(server)
    await push(server, officer, [arrivalWith(partId)], [small(partId)])
    expect(await stateOf(partId)).toBe('stored')
  })

  test('[SYNC-10] damaged on the way may come with a later push', async () => {
    const partId = newId<PartId>(server)
    const entry = arrivalWith(partId)
    await push(server, officer, [entry], [small(partId, Buffer.from('{}'))])
    expect(await stateOf(partId)).toBe('expected')
    await push(server, officer, [entry], [small(partId)])
    expect(await stateOf(partId)).toBe('stored')
  })

  test('[SYNC-10] that no accepted entry of the sender names is not kept', async () => {
    await push(server, officer, [], [{ ...small(newId<PartId>(server)), sha256: sha256Of(bytes) as Sha256 }])
    expect(await countOf('small_bytes')).toBe(0)
  })
})

describe('a push that cannot be taken', () => {
  test('[SYNC-9] because the disk is full is told so, and the same push is taken later', async () => {
    const entry = tally()
    const { write } = server.deps.store
    const full = new Problem('store/full', 'The disk is full.')
    Object.assign(server.deps.store, { write: () => Promise.reject(full) })
    const answer = await officer.call({
      method: 'POST',
      url: '/api/sync',
      payload: syncRequest(server, officer, { entries: [entry] }),
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([507, { code: 'store/full' }])
    Object.assign(server.deps.store, { write })
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('[SYNC-9] answered or not, what was accepted is there after the server went down', async () => {
    const entries = [tally(), tally(), tally()]
    await push(server, officer, entries)
    server = await server.restart()
    officer = await server.login('1001', officer.device)
    const { results } = await push(server, officer, entries)
    expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await entriesKept()).toBe(3)
  })

  test('[SYNC-13] with 201 entries is malformed, with 200 it is taken', async () => {
    const entries = Array.from({ length: 200 }, tally)
    const answer = await officer.call({
      method: 'POST',
      url: '/api/sync',
      payload: syncRequest(server, officer, { entries: [...entries, tally()] }),
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { code: 'request/malformed', params: { path: 'entries' } },
    ])
    expect((await push(server, officer, entries)).results.every((result) => result.status === 'accepted')).toBe(true)
  })

  test('[SYNC-13] over one mebibyte is too large', async () => {
    const entry = { ...tally(), ofTomorrow: 'x'.repeat(1024 * 1024) }
    const answer = await officer.call({
      method: 'POST',
      url: '/api/sync',
      payload: syncRequest(server, officer, { entries: [entry] }),
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'request/too-large' }])
  })

  test.each([
    ['device', 17],
    ['nonce', 'short'],
    ['cursors', { 'squad-1': 7 }],
    ['limit', 501],
    ['clock', null],
    ['entries', {}],
  ])('[WIRE-6] with a wrong %s names it', async (member, value) => {
    const answer = await officer.call({
      method: 'POST',
      url: '/api/sync',
      payload: syncRequest(server, officer, { [member]: value }),
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'request/malformed' }])
    expect((answer.json() as { params: { path: string } }).params.path).toMatch(new RegExp(`^${member}`))
  })
})

test.each([60, 70, 20_000])(
  '[WIRE-6] an entry of %i levels is either taken or malformed, never a fault',
  async (levels) => {
    const entry = { ...tally(), ofTomorrow: 'NEST' }
    const payload = JSON.stringify(syncRequest(server, officer, { entries: [entry] })).replace(
      '"NEST"',
      '['.repeat(levels) + ']'.repeat(levels),
    )
    const headers = { 'content-type': 'application/json' }
    const answer = await officer.call({ method: 'POST', url: '/api/sync', payload, headers })
    const outcome = levels === 60 ? { results: [{ status: 'accepted' }] } : { code: 'request/malformed' }
    expect(answer.json()).toMatchObject(outcome)
  },
)

describe('the device that speaks', () => {
  const deviceRow = () =>
    server.deps.store.read((db) =>
      db.selectFrom('device').selectAll().where('id', '=', officer.device).executeTakeFirst(),
    )
  const report = {
    unsentEntries: 3,
    unsentParts: 1,
    oldestUnsentAt: null,
    storage: 'persisted',
    freeBytes: 5,
    sentinelLost: true,
  }

  test('[SYNC-26] is noted with what it says of itself, and stays so when it says nothing', async () => {
    await sync(server, officer, { report, app: 'build 7' })
    server.clock.advance(60_000)
    await sync(server, officer)
    expect(await deviceRow()).toMatchObject({
      last_word_at: new Date(server.clock.now()).toISOString(),
      unsent_entries: 3,
      unsent_parts: 1,
      storage: 'persisted',
      free_bytes: 5,
      sentinel_lost: 1,
    })
  })

  test('[SYNC-26] may say numbers that nothing can hold', async () => {
    await sync(server, officer, { report: { ...report, freeBytes: 1e18, unsentEntries: -2, unsentParts: 1.5 } })
    expect(await deviceRow()).toMatchObject({ free_bytes: Number.MAX_SAFE_INTEGER, unsent_entries: 0, unsent_parts: 1 })
  })
})

test('[ENTRY-9] a withdrawal may come before what it takes back', async () => {
  const target = tally()
  const withdrawal = entryOf(server, officer, 'record.withdrawn', {
    scope: 'squad-1',
    subjects: () => target.subjects,
    data: { target: target.id as EntryId },
  })
  expect((await push(server, officer, [withdrawal, target])).results.map((result) => result.status)).toEqual([
    'accepted',
    'accepted',
  ])
})
