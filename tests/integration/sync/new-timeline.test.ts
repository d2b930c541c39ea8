import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { dataPaths } from '../../../src/server/backup/data-paths.ts'
import { push } from '../../support/pushed-entries.ts'
import { deltaOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId

let copyDir: string
let server: TestServer
let officer: TestClient
let colleague: TestClient

beforeEach(async () => {
  copyDir = await mkdtemp(join(tmpdir(), 'xunhu-copy-'))
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  officer = await server.login('1001')
  colleague = await server.login('1002')
})
afterEach(async () => {
  await server.close()
  await rm(copyDir, { recursive: true, force: true })
})

const pathsHere = () => dataPaths(server.dataDir)
const epochNow = async (): Promise<string> => (await sync(server, colleague)).epoch

/** The same phones' sessions go on: their cookies are the database's, but the app is another. */
async function restartWith(whileClosed: () => Promise<unknown>): Promise<void> {
  server = await server.restart(async () => {
    await whileClosed()
  })
  officer = await server.login('1001', officer.device)
  colleague = await server.login('1002', colleague.device)
}

/** The folder as it is, put back later without a word. */
const copyMachine = (): Promise<void> =>
  restartWith(() => cp(server.dataDir, join(copyDir, 'copy'), { recursive: true }))
const setMachineBack = (): Promise<void> =>
  restartWith(async () => {
    await rm(server.dataDir, { recursive: true })
    await cp(join(copyDir, 'copy'), server.dataDir, { recursive: true })
  })

describe('a new timeline', () => {
  const copyOf = () => join(copyDir, 'copy')

  async function putOldFileBack(): Promise<void> {
    for (const suffix of ['-wal', '-shm']) await rm(pathsHere().database + suffix, { force: true })
    await copyFile(copyOf(), pathsHere().database)
  }

  test('[SYNC-53] does not begin with a plain restart', async () => {
    const epoch = await epochNow()
    await restartWith(async () => undefined)
    expect(await epochNow()).toBe(epoch)
  })

  test('[SYNC-53] begins where somebody put an old database file back without a word', async () => {
    await restartWith(() => copyFile(pathsHere().database, copyOf()))
    const epoch = await epochNow()
    await push(server, officer, [tallyOf(server, officer)])
    await restartWith(putOldFileBack)
    expect(await epochNow()).not.toBe(epoch)
  })

  test('[SYNC-53] begins where the whole machine was set back and the numbers were written once more', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    await copyMachine()
    const lost = await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, colleague)
    await setMachineBack()
    const again = await push(server, officer, [tallyOf(server, officer)])
    expect(again.results[0]?.rev).toBe(lost.results[0]?.rev)
    expect(await epochNow()).toBe(pages[0]?.epoch)
    expect((await sync(server, colleague, { cursors })).epoch).not.toBe(pages[0]?.epoch)
  })

  test('[SYNC-53] does not begin by a cursor of an earlier run whose rows are all there', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, colleague)
    await restartWith(async () => undefined)
    await push(server, officer, [tallyOf(server, officer)])
    const answer = await sync(server, colleague, { cursors })
    expect(answer.epoch).toBe(pages[0]?.epoch)
    expect(deltaOf(answer, squad)).toMatchObject({ entries: [{}] })
    expect(deltaOf(answer, squad).reset).toBeUndefined()
  })

  test('[SYNC-56] begins by the mark of what was accepted from a device that has read nothing since', async () => {
    const { cursors } = await pullAll(server, officer)
    await copyMachine()
    const accepted = await sync(server, officer, { cursors, entries: [tallyOf(server, officer)] })
    const mark = { cursors, pushedUpTo: accepted.pushedUpTo }
    expect((await sync(server, officer, mark)).epoch).toBe(accepted.epoch)
    await setMachineBack()
    expect((await sync(server, officer, { cursors })).epoch).toBe(accepted.epoch)
    const forged = Buffer.from(JSON.stringify(['mark', accepted.epoch, [squad, 99, 'run']])).toString('base64url')
    expect((await sync(server, officer, { cursors, pushedUpTo: forged })).epoch).toBe(accepted.epoch)
    expect((await sync(server, officer, mark)).epoch).not.toBe(accepted.epoch)
  })

  test('[SYNC-53] begins where the file beside the database is missing', async () => {
    const epoch = await epochNow()
    await restartWith(() => rm(pathsHere().epoch))
    expect(await epochNow()).not.toBe(epoch)
  })

  test('[SYNC-53] begins by a cursor of ours that is ahead of its feed, and by no other', async () => {
    await push(server, officer, [tallyOf(server, officer)])
    const { pages, cursors } = await pullAll(server, officer)
    const { epoch } = pages[0]!
    const ahead = Buffer.from(JSON.stringify(['mark', epoch, 99, ''])).toString('base64url')
    expect((await sync(server, officer, { cursors: { [squad]: ahead } })).epoch).toBe(epoch)
    expect((await sync(server, officer, { cursors: { [squad]: cursors['bureau'] } })).epoch).toBe(epoch)
    await server.deps.store.write((tx) => tx.updateTable('scope').set({ rev: 0 }).where('id', '=', squad).execute())
    const begun = await sync(server, officer, { cursors })
    expect(begun.epoch).not.toBe(epoch)
    expect(begun.deltas.map(({ reset }) => reset)).toEqual([true, true])
    expect((await sync(server, officer, { cursors })).epoch).toBe(begun.epoch)
  })
})
