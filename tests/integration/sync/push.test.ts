import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { EntryId } from '../../../src/domain/ids.ts'
import { entryOf, findingOf, newId, push } from '../../support/pushed-entries.ts'
import { sync, tallyOf } from '../../support/sync-calls.ts'
import { countRows, keptAside } from '../../support/kept-rows.ts'
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
const entriesKept = (): Promise<number> => countRows(server, 'entry')

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
    const sizes = await Promise.all([
      countRows(server, 'entry'),
      countRows(server, 'feed'),
      countRows(server, 'quarantine'),
    ])
    server.clock.advance(60_000)
    const again = await push(server, officer, entries)
    expect(again.results).toEqual(first.results)
    expect(again.durable).toEqual(first.durable)
    expect(
      await Promise.all([countRows(server, 'entry'), countRows(server, 'feed'), countRows(server, 'quarantine')]),
    ).toEqual(sizes)
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
    expect((await keptAside(server)).map((row) => JSON.parse(row.json))).toEqual([forged])
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
    expect((await keptAside(server)).map((row) => JSON.parse(row.json))).toEqual([broken])
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
    expect(await countRows(server, 'quarantine')).toBe(bad.length)
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
