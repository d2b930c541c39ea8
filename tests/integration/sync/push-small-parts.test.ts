import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import { entryOf, newId, push, sha256Of } from '../../support/pushed-entries.ts'
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
    expect(await countRows(server, 'small_bytes')).toBe(0)
  })
})
