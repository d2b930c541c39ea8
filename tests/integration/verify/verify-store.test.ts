import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import type { Tx } from '../../../src/server/store/store.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { verifyStore } from '../../../src/server/verify/verify-store.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { grantEndOf, grantOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
import { signData } from '../../support/surveyed-sign.ts'
import { partsSettings } from '../../support/test-parts.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const commandFile = new URL('../../../src/server/verify/verify-command.ts', import.meta.url).pathname

let server: TestServer
let officer: TestClient
let partId: PartId
let sha256: Sha256
let refused: string

/** A case with a photo, a sign, a record that was refused, and a line of the audit. */
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
  const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
  const photo = photoRef(server, bytes)
  ;({ partId, sha256 } = photo)
  const sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [`sign-${id}` as never],
    data: signData(),
  })
  const elsewhere = findingOf(server, officer, 'squad-2', {}).entry
  refused = elsewhere.id
  await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry, sign, elsewhere])
  await upload(officer, bytes)
})
afterEach(() => server.close())

const spoil = (job: (tx: Tx) => Promise<unknown>): Promise<unknown> => server.deps.store.write(job)

/** The checks that found something, with how much. */
async function verify(): Promise<Record<string, number>> {
  const { store, partStore } = server.deps
  return store.read(async (db) => {
    const found: Record<string, number> = {}
    for await (const { check, broken } of verifyStore(db, partStore))
      if (broken.length > 0) found[check] = broken.length
    return found
  })
}

describe('a look at everything that the server holds', () => {
  test('finds nothing where nothing is wrong, and says how much it looked at', async () => {
    const looked = await server.deps.store.read(async (db) => {
      const all = []
      for await (const { check, looked } of verifyStore(db, server.deps.partStore)) all.push([check, looked])
      return Object.fromEntries(all)
    })
    expect(looked).toMatchObject({ entries: 3, cases: 1, signs: 1, parts: 1 })
    expect(looked.audit).toBeGreaterThan(0)
    expect(await verify()).toEqual({})
  })

  test('finds nothing wrong with a photo that was erased, nor with one that has not come', async () => {
    await push(server, officer, [
      findingOf(server, officer, 'squad-1', { photos: [photoRef(server, Buffer.from('x'))] }).entry,
    ])
    await eraseParts(server.deps, [partId], 'order')
    expect(await verify()).toEqual({})
  })

  test('finds nothing wrong with a feed whose grant has ended', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const captain = await server.login('2001')
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    for (const step of [grantOf, grantEndOf])
      await push(server, captain, [step(server, captain, { subject: caseId, to: 'squad-2' })])
    expect(await verify()).toEqual({})
  })

  test.each<[string, (tx: Tx) => Promise<unknown>, Record<string, number>]>([
    [
      'a record that was changed',
      (tx) => tx.updateTable('entry').set({ json: '{}' }).where('id', '=', refused).execute(),
      { entries: 1 },
    ],
    [
      'a record that no feed shows',
      (tx) => tx.deleteFrom('feed').where('type', '=', 'entry').where('id', 'like', '%').execute(),
      { entries: 2, feeds: 1 },
    ],
    [
      'a digest that is another',
      (tx) => tx.updateTable('feed_digest').set({ sum: 7 }).where('scope', '=', 'squad-1').execute(),
      { feeds: 1 },
    ],
    [
      'a scope that was set back',
      (tx) => tx.updateTable('scope').set({ rev: 0 }).where('id', '=', 'squad-1').execute(),
      { feeds: 1 },
    ],
    [
      'a line of the ledger that says something else',
      (tx) => tx.updateTable('case_row').set({ note: '别的' }).execute(),
      { cases: 1 },
    ],
    ['a case without its line', (tx) => tx.deleteFrom('case_row').execute(), { cases: 1 }],
    [
      'a sign whose line says something else',
      (tx) => tx.updateTable('sign_row').set({ content: '别的' }).execute(),
      { signs: 1 },
    ],
    [
      'a line of the audit that was changed',
      (tx) => tx.updateTable('audit_line').set({ actor: 'p-9' }).where('seq', '=', 1).execute(),
      { audit: 1 },
    ],
  ])('names %s', async (_, job, found) => {
    await spoil(job)
    expect(await verify()).toEqual(found)
  })

  test('[PART-13] looks at what was spoken byte by byte as well', async () => {
    const bytes = soundOf('audio/webm')
    const voice = voiceRef(server, bytes)
    const { entry } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [{ ...entry, parts: [voice] }])
    await upload(officer, bytes)
    expect(await verify()).toEqual({})
    await server.deps.partStore.put(voice.sha256, Buffer.from(bytes).fill(9))
    expect(await verify()).toEqual({ parts: 1 })
    await server.deps.partStore.remove(voice.sha256)
    expect(await verify()).toEqual({ parts: 1 })
  })

  test('names a photo whose file is gone, and one that holds something else', async () => {
    await server.deps.partStore.put(sha256, Buffer.from('something else'))
    expect(await verify()).toEqual({ parts: 1 })
    await server.deps.partStore.remove(sha256)
    expect(await verify()).toEqual({ parts: 1 })
  })
})

describe('npm run verify', () => {
  const settings = () => ({
    DATA_DIR: server.dataDir,
    DATABASE_URL: server.deps.config.databaseUrl,
    ...partsSettings(server.dataDir),
  })
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [commandFile, ...args], { env: { ...process.env, ...settings() } }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        stdout: stdout + stderr,
      }),
    )

  test('looks beside the running server, and ends with 1 where something is wrong', async () => {
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('照片、语音与位置 1 份') as string })
    await server.deps.partStore.remove(sha256)
    const found = await run()
    expect(found.code).toBe(1)
    expect(found.stdout).toContain(`part ${partId} is stored and its bytes are not there`)
  })

  test('prints the end of the audit, to be kept elsewhere, and finds an audit that does not go through one that was kept', async () => {
    const [, head = ''] = /末行，请另行留存：(\d+:[0-9a-f]{64})/.exec((await run()).stdout) ?? []
    expect(await run('--audit', head)).toMatchObject({ code: 0 })
    const other = await run(
      '--audit',
      head,
      head.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    )
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('hash was kept elsewhere') as string })
    expect(await run('--audit', 'nothing')).toMatchObject({ code: 2 })
  })

  test('says where there is nothing to look at', async () => {
    const env = { ...process.env, DATA_DIR: join(server.dataDir, 'nowhere') }
    await expect(promisify(execFile)(process.execPath, [commandFile], { env })).rejects.toMatchObject({ code: 2 })
  })
})
