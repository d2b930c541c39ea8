import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { finding } from '../../support/field-records.ts'
import { findingOf, push } from '../../support/pushed-entries.ts'
import { createTestServer, testPassword, type TestServer } from '../../support/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await createTestServer()
  for (const [number, role, squad] of [
    ['1001', 'officer', 'squad-1'],
    ['1002', 'officer', 'squad-1'],
    ['1003', 'officer', 'squad-2'],
    ['9001', 'admin', 'bureau'],
  ] as const)
    await server.addPerson(number, role, squad)
})
afterEach(() => server.close())

async function report(number: string, squad: string, note: string): Promise<void> {
  const client = await server.login(number)
  await push(server, client, [findingOf(server, client, squad, { note }).entry])
}

type FeedPhone = Awaited<ReturnType<typeof createFeedPhone>>

/** Everything that its storage holds, as whoever found it reads it without a PIN and without a lock. */
async function heldBy({ phone }: FeedPhone): Promise<string> {
  const tables = await Promise.all(phone.run().db.tables.map((table) => table.toArray()))
  return JSON.stringify(tables, (_, value: unknown) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString('base64') : value,
  )
}

test('a found phone without a PIN shows its person’s work, her squad’s records and colleagues and what waits; nothing of other squads, no password, and nothing new once it is revoked', async () => {
  await report('1002', 'squad-1', '示例：同队的记录')
  await report('1003', 'squad-2', '示例：别队的记录')
  const found = await createFeedPhone(server, '1001')
  await found.sync()
  const { journal, photos } = found.phone.run()
  const waiting = Buffer.from('a photo that waits to be sent')
  const photo = await photos.take({
    bytes: new Uint8Array(waiting).buffer,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: 'draft',
    takenAtMs: server.clock.now(),
  })
  await journal.record([finding(journal.newId(), [photo])])

  const before = await heldBy(found)
  for (const shown of ['示例：同队的记录', '示例1001', '示例1002', waiting.toString('base64')])
    expect(before).toContain(shown)
  for (const hidden of ['示例：别队的记录', '示例1003', testPassword]) expect(before).not.toContain(hidden)
  const { device } = await server.deps.store.read((tx) =>
    tx.selectFrom('session').select('device').where('person_id', '=', 'p-1001').executeTakeFirstOrThrow(),
  )

  await report('1002', 'squad-1', '示例：挂失以后的记录')
  const admin = await server.login('9001')
  await admin.call({ method: 'POST', url: '/api/office/devices/revoke', payload: { device, as: 'stolen' } })
  await expect(found.sync()).rejects.toThrow()
  expect(await heldBy(found)).not.toContain('示例：挂失以后的记录')
})
