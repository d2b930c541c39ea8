import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AttentionResponse } from '../../../src/protocol/office.ts'
import { findingOf, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  await server.addPerson('3001', 'inspector', 'bureau')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const read = async (client: TestClient): Promise<AttentionResponse['rows']> =>
  ((await client.call({ url: '/api/office/attention' })).json() as AttentionResponse).rows

describe('what needs attention', () => {
  test('is every refused and every quarantined record with its reason, newest first, and nothing of its content', async () => {
    const elsewhere = findingOf(server, officer, 'squad-2', { note: 'planted words' }).entry
    await push(server, officer, [elsewhere])
    server.clock.advance(1_000)
    await push(server, officer, ['planted words'])
    server.clock.advance(1_000)
    await push(server, officer, [{ ...findingOf(server, officer, 'squad-1').entry, kind: 'case.invented' }])
    const rows = await read(captain)
    expect(rows.map((row) => [row.status, row.code])).toEqual([
      ['quarantined', 'entry/kind-unknown'],
      ['quarantined', 'entry/malformed'],
      ['refused', 'entry/scope-not-member'],
    ])
    expect(rows[2]).toMatchObject({ entryId: elsewhere.id, authorName: '示例1001', kind: 'case.reported' })
    expect(JSON.stringify(rows)).not.toContain('planted')
  })

  test('is told to the captain of the author, not to the squad that the record names', async () => {
    await push(server, officer, [findingOf(server, officer, 'squad-2').entry])
    expect(await read(await server.login('2002'))).toEqual([])
    expect(await read(captain)).toHaveLength(1)
  })

  test('of people who serve the whole bureau is told to the bureau, not to each captain', async () => {
    const inspector = await server.login('3001')
    await push(server, inspector, [{ broken: true }])
    expect(await read(captain)).toEqual([])
    expect(await read(inspector)).toHaveLength(1)
  })

  test('is each thing once, however often it was sent', async () => {
    const { entry } = findingOf(server, officer, 'squad-2')
    for (let times = 0; times < 3; times += 1) await push(server, officer, [entry, { broken: true }])
    expect(await read(captain)).toHaveLength(2)
  })
})
