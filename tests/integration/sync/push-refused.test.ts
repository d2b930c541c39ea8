import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import { entryOf, findingOf, push } from '../../support/pushed-entries.ts'
import { syncRequest, tallyOf } from '../../support/sync-calls.ts'
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
    expect(await keptAside(server)).toMatchObject([{ entry_id: entry.id, person_id: colleague.personId }])
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
