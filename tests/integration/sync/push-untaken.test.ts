import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import { Problem } from '../../../src/server/problem.ts'
import { push } from '../../support/pushed-entries.ts'
import { syncRequest, tallyOf } from '../../support/sync-calls.ts'
import { countRows } from '../../support/kept-rows.ts'
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
