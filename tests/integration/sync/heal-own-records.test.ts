import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EntryId, ScopeId } from '../../../src/domain/ids.ts'
import { takeRow } from '../../../src/protocol/feed-digest.ts'
import { addToDigest } from '../../../src/server/services/feed-sums.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { finding } from '../../support/field-records.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1005', 'officer', squad)
})
afterEach(() => server.close())

/** As where rows were lost that no cursor speaks of: of this record nothing is left, nor of its picture. */
const forget = (id: EntryId): Promise<void> =>
  server.deps.store.write(async (tx) => {
    const row = await tx.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const without = new Map<number, number>()
    takeRow(without, row.id, row.rev)
    await addToDigest(tx, squad, without)
    await tx.deleteFrom('feed').where('id', '=', id).execute()
    await tx.deleteFrom('entry_subject').where('entry_id', '=', id).execute()
    await tx.deleteFrom('entry').where('id', '=', id).execute()
    await tx.deleteFrom('part').where('entry_id', '=', id).execute()
    await tx.deleteFrom('blob').execute()
    await tx.deleteFrom('blob_owner').execute()
  })

test('[SYNC-47] a record of the person’s own that the server has lost is sent again, and its photo with it', async () => {
  const holder = await createFeedPhone(server, '1005')
  const { journal, photos, db } = holder.phone.run()
  const id = journal.newId()
  const bytes = new Uint8Array([1, 2, 3]).buffer
  const photo = await photos.take({
    bytes,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: id,
    takenAtMs: 1,
  })
  await journal.record([{ ...finding(id, [photo]), scope: squad }])
  await holder.sync()
  await forget(id)
  await holder.sync()
  await holder.sync()
  const there = await server.deps.store.read((tx) =>
    tx
      .selectFrom('part')
      .innerJoin('entry', 'entry.id', 'part.entry_id')
      .select(['entry.status', 'part.state'])
      .execute(),
  )
  expect(there).toEqual([{ status: 'accepted', state: 'unreadable' }])
  expect([await db.journal.get(id), await db.parts.get(photo.partId)]).toMatchObject([
    { sendState: 'accepted' },
    { sendState: 'stored' },
  ])
})
