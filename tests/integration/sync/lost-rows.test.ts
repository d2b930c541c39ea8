import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadFact } from '../../../src/device/database/facts.ts'
import type { EntryId, ScopeId } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { takeRow } from '../../../src/protocol/feed-digest.ts'
import { addToDigest } from '../../../src/server/services/feed-sums.ts'
import type { Tx } from '../../../src/server/store/store.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { finding } from '../../support/field-records.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1005', 'officer', squad)
  await server.addPerson('1006', 'officer', squad)
})
afterEach(() => server.close())

/** No feed shows it any more, as where its grant had ended. */
async function unlist(tx: Tx, id: EntryId): Promise<void> {
  const row = await tx.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const without = new Map<number, number>()
  takeRow(without, row.id, row.rev)
  await addToDigest(tx, squad, without)
  await tx.deleteFrom('feed').where('id', '=', id).execute()
}

const takeFromFeed = (id: EntryId): Promise<void> => server.deps.store.write((tx) => unlist(tx, id))

/** As where rows were lost that no cursor speaks of: of this record nothing is left, nor of its picture. */
const forget = (id: EntryId): Promise<void> =>
  server.deps.store.write(async (tx) => {
    await unlist(tx, id)
    await tx.deleteFrom('entry_subject').where('entry_id', '=', id).execute()
    await tx.deleteFrom('entry').where('id', '=', id).execute()
    await tx.deleteFrom('part').where('entry_id', '=', id).execute()
    await tx.deleteFrom('blob').execute()
    await tx.deleteFrom('blob_owner').execute()
  })

type Holder = Awaited<ReturnType<typeof createFeedPhone>>

async function reportWithPhoto({ phone }: Holder): Promise<{ readonly id: EntryId; readonly photo: PhotoRef }> {
  const { journal, photos } = phone.run()
  const id = journal.newId()
  const photo = await photos.take({
    bytes: new Uint8Array([1, 2, 3]).buffer,
    mime: 'image/jpeg',
    role: 'scene',
    source: 'camera',
    draftId: id,
    takenAtMs: 1,
  })
  await journal.record([{ ...finding(id, [photo]), scope: squad }])
  return { id, photo }
}

const photosThere = () =>
  server.deps.store.read((tx) =>
    tx
      .selectFrom('part')
      .innerJoin('entry', 'entry.id', 'part.entry_id')
      .select(['entry.status', 'part.state'])
      .execute(),
  )

test('[SYNC-47] a record of the person’s own that the server has lost is sent again, and its photo with it', async () => {
  const holder = await createFeedPhone(server, '1005')
  const { id, photo } = await reportWithPhoto(holder)
  await holder.sync()
  await forget(id)
  await holder.sync()
  await holder.sync()
  expect(await photosThere()).toEqual([{ status: 'accepted', state: 'unreadable' }])
  const { db } = holder.phone.run()
  expect([await db.journal.get(id), await db.parts.get(photo.partId)]).toMatchObject([
    { sendState: 'accepted' },
    { sendState: 'stored' },
  ])
})

test('[SYNC-47] a colleague’s record that the server has lost is shown to it before it goes, and stays', async () => {
  const author = await createFeedPhone(server, '1005')
  const colleague = await createFeedPhone(server, '1006')
  const { id } = await reportWithPhoto(author)
  await author.sync()
  await colleague.sync()
  await forget(id)
  await colleague.sync()
  await colleague.sync()
  expect(await photosThere()).toMatchObject([{ status: 'accepted' }])
  const { db } = colleague.phone.run()
  expect(await db.journal.get(id)).toMatchObject({ sendState: 'received' })
  expect(await db.cases.count()).toBe(1)
})

test('[SYNC-47] what the server holds elsewhere goes once it was shown', async () => {
  const author = await createFeedPhone(server, '1005')
  const colleague = await createFeedPhone(server, '1006')
  const { id } = await reportWithPhoto(author)
  await author.sync()
  await colleague.sync()
  await takeFromFeed(id)
  await colleague.sync()
  await colleague.sync()
  const { db } = colleague.phone.run()
  expect([await db.journal.get(id), await db.cases.count(), await loadFact(db, 'ended')]).toEqual([
    undefined,
    0,
    undefined,
  ])
})

describe('[SYNC-58] a photo whose bytes alone the server has lost', () => {
  const loseBytes = async ({ sha256 }: PhotoRef): Promise<void> => {
    await server.deps.store.write(async (tx) => {
      await tx.deleteFrom('blob').execute()
      await tx.deleteFrom('blob_owner').execute()
      await tx.updateTable('part').set({ state: 'expected', stored_at: null }).execute()
    })
    await server.deps.partStore.remove(sha256)
  }

  test('is sent again when the phone compares', async () => {
    const holder = await createFeedPhone(server, '1005')
    const { photo } = await reportWithPhoto(holder)
    await holder.sync()
    await loseBytes(photo)
    await holder.sync()
    expect(await photosThere()).toEqual([{ status: 'accepted', state: 'unreadable' }])
    expect(await server.deps.partStore.has(photo.sha256)).toBe(true)
  })
})
