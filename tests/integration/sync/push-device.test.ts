import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sync } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

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
