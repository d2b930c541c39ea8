import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { pushTallies } from '../../support/fed-documents.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

describe('a cursor that the server cannot go on from', () => {
  const restored = async (): Promise<void> => {
    await server.deps.store.write((tx) =>
      tx.updateTable('meta').set({ value: 'of-after-the-restore' }).where('name', '=', 'epoch').execute(),
    )
  }

  test('[SYNC-19] because of another epoch starts the feed again, and says so', async () => {
    const pushed = await pushTallies(server, officer, 3)
    const { cursors } = await pullAll(server, officer)
    await restored()
    const answer = await sync(server, officer, { cursors })
    expect(answer.epoch).toBe('of-after-the-restore')
    expect(answer.deltas.map((delta) => delta.reset)).toEqual([true, true])
    expect(entryIdsOf([answer]).sort()).toEqual(pushed.sort())
    const next = await sync(server, officer, {
      cursors: Object.fromEntries(answer.deltas.map((delta) => [delta.scope, delta.to])),
    })
    expect(next.deltas.map((delta) => delta.reset)).toEqual([undefined, undefined])
  })

  test('[SYNC-19] because it is ahead of its scope, as after a file was put back, starts the feed again', async () => {
    const kept = await pushTallies(server, officer, 2)
    const backup = await server.deps.store.read((db) =>
      db.selectFrom('scope').selectAll().where('id', '=', 'squad-1').executeTakeFirst(),
    )
    const lost = await pushTallies(server, officer, 2)
    const { cursors } = await pullAll(server, officer)
    await server.deps.store.write(async (tx) => {
      await tx.deleteFrom('feed').where('id', 'in', lost).execute()
      await tx.deleteFrom('entry').where('id', 'in', lost).execute()
      await tx
        .updateTable('scope')
        .set({ rev: Number(backup?.rev) })
        .where('id', '=', 'squad-1')
        .execute()
    })
    const delta = deltaOf(await sync(server, officer, { cursors }), 'squad-1')
    expect([delta.reset, delta.entries.map(({ entry }) => entry.id).sort()]).toEqual([true, kept.sort()])
  })

  test.each([
    '',
    'nonsense',
    'W10',
    Buffer.from('["x",1]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])('[SYNC-19] because it is %j starts the feed again', async (cursor) => {
    const pushed = await pushTallies(server, officer, 1)
    const delta = deltaOf(await sync(server, officer, { cursors: { 'squad-1': cursor } }), 'squad-1')
    expect([delta.reset, delta.entries.map(({ entry }) => entry.id)]).toEqual([true, pushed])
  })

  test('[SYNC-9] does not stop what is pushed with it', async () => {
    await restored()
    const { results } = await sync(server, officer, {
      entries: [tallyOf(server, officer)],
      epoch: 'of-before',
      cursors: { 'squad-1': 'x' },
    })
    expect(results).toMatchObject([{ status: 'accepted' }])
  })
})
