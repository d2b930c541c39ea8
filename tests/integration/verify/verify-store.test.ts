import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseIdOf, signIdOf, type PartId, type Sha256, type SubjectId } from '../../../src/domain/ids.ts'
import type { Tx } from '../../../src/server/store/store.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { verifyParts } from '../../../src/server/verify/verify-parts.ts'
import { verifyStore } from '../../../src/server/verify/verify-store.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { grantEndOf, grantOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { partsSettings } from '../../support/test-parts.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const commandFile = new URL('../../../src/server/verify/verify-command.ts', import.meta.url).pathname

let server: TestServer
let officer: TestClient
let partId: PartId
let sha256: Sha256
let refused: string
let bytes: Buffer
let signId: SubjectId

/** A case with a photo, a sign, a record that was refused, and a line of the audit. */
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
  bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
  const photo = photoRef(server, bytes)
  ;({ partId, sha256 } = photo)
  const sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data: signData(),
  })
  signId = signIdOf(sign.id)
  const elsewhere = findingOf(server, officer, 'squad-2', {}).entry
  refused = elsewhere.id
  await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [photo] }).entry, sign, elsewhere])
  await upload(officer, bytes)
})
afterEach(() => server.close())

const complaintOf = (client: TestClient, caseId: SubjectId) =>
  entryOf(server, client, 'complaint.received', {
    scope: 'squad-1',
    subjects: () => [caseId],
    data: {
      source: 'hotline12345',
      sourceNo: '示例-1',
      receivedAt: new Date(server.clock.now()).toISOString(),
      summary: '井盖缺失',
      limit: { amount: 5, unit: 'workDay' },
      calendarVersion: 0,
      dueAt: new Date(server.clock.now() + 86_400_000).toISOString(),
      nth: 1,
    },
  })

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
      'a record that is gone: its place in the feed, its subject, its case and its photo speak of nothing',
      (tx) => tx.deleteFrom('entry').where('kind', '=', 'case.reported').where('status', '=', 'accepted').execute(),
      { feeds: 1, subjects: 2, cases: 1, parts: 1 },
    ],
    [
      'a line of the ledger that no record speaks of',
      async (tx) => {
        const { case_id: caseId, ...line } = await tx.selectFrom('case_row').selectAll().executeTakeFirstOrThrow()
        await tx
          .insertInto('case_row')
          .values({ ...line, case_id: `${caseId.slice(0, -1)}x` })
          .execute()
      },
      { cases: 1 },
    ],
    [
      'a record that is not found under its case, and is in none of its lines',
      (tx) => tx.deleteFrom('entry_subject').where('subject', 'like', 'case-%').execute(),
      { entries: 1, cases: 1 },
    ],
    [
      'a record that is found under a case that it does not name',
      async (tx) => {
        const { id } = await tx
          .selectFrom('entry')
          .select('id')
          .where('kind', '=', 'sign.registered')
          .executeTakeFirstOrThrow()
        await tx.insertInto('entry_subject').values({ subject: 'shift-other', entry_id: id }).execute()
      },
      { subjects: 1 },
    ],
    [
      'a subject without its line, and one at home elsewhere',
      async (tx) => {
        await tx.deleteFrom('subject').where('id', 'like', 'case-%').execute()
        await tx.updateTable('subject').set({ scope: 'squad-2' }).where('id', 'like', 'sign-%').execute()
      },
      { entries: 2 },
    ],
    [
      'a subject whose newest record is of another time, and one that has none',
      async (tx) => {
        await tx
          .updateTable('subject')
          .set({ newest_at: '2020-01-01T00:00:00.000Z' })
          .where('id', 'like', 'sign-%')
          .execute()
        await tx
          .insertInto('subject')
          .values({ id: 'case-x', scope: 'squad-1', newest_at: '2020-01-01T00:00:00.000Z', woken_at: null })
          .execute()
      },
      { subjects: 2 },
    ],
    [
      'a grant that no record gave',
      async (tx) => {
        const { id } = await tx
          .selectFrom('subject')
          .select('id')
          .where('id', 'like', 'case-%')
          .executeTakeFirstOrThrow()
        await tx.insertInto('subject_grant').values({ subject: id, scope: 'squad-2', ended: 1 }).execute()
      },
      { subjects: 1 },
    ],
    [
      'a record that is filed under another squad than it says',
      (tx) => tx.updateTable('entry').set({ author: 'p-9' }).where('id', '=', refused).execute(),
      { entries: 1 },
    ],
    [
      'a document that no feed shows, and a feed that shows one that is gone',
      async (tx) => {
        await tx
          .updateTable('assignment')
          .set({ rev: 999 })
          .where('collection', '=', 'people')
          .where('id', '=', 'p-1001')
          .execute()
        await tx.deleteFrom('assignment').where('collection', '=', 'squads').where('id', '=', 'squad-2').execute()
      },
      { documents: 1, feeds: 2 },
    ],
    [
      'a photo that its record names and no row speaks of, which leaves its file named by nothing',
      (tx) => tx.deleteFrom('part').execute(),
      { entries: 1 },
    ],
    [
      'a photo whose row says another hash than its record',
      (tx) =>
        tx
          .updateTable('part')
          .set({ sha256: 'ab'.repeat(32), state: 'expected' })
          .execute(),
      { entries: 1 },
    ],
    ['a photo of which no backup would know', (tx) => tx.deleteFrom('blob').execute(), { parts: 1 }],
    [
      'a photo that was erased by half',
      (tx) => tx.updateTable('part').set({ state: 'erased' }).execute(),
      { parts: 1 },
    ],
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

  test('names what is lent and not shown, and what is shown and not lent', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const captain = await server.login('2001')
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })])
    expect(await verify()).toEqual({})
    await spoil((tx) => tx.updateTable('subject_grant').set({ ended: 1 }).execute())
    expect(await verify()).toEqual({ feeds: 2 })
    await spoil((tx) => tx.updateTable('subject_grant').set({ ended: 0 }).execute())
    await spoil((tx) => tx.deleteFrom('feed').where('scope', '=', 'squad-2').where('type', '=', 'entry').execute())
    expect(await verify()).toEqual({ feeds: 1, subjects: 2 })
    await spoil((tx) => tx.deleteFrom('subject_grant').execute())
    expect(await verify()).toEqual({ feeds: 1, entries: 1 })
  })

  test('names a complaint whose line is gone, says something else, or is of no record', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const captain = await server.login('2001')
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    await push(server, captain, [complaintOf(captain, caseId)])
    expect(await verify()).toEqual({})
    const line = await server.deps.store.read((db) =>
      db.selectFrom('complaint_row').selectAll().executeTakeFirstOrThrow(),
    )
    await spoil((tx) => tx.updateTable('complaint_row').set({ nth: 7 }).execute())
    expect(await verify()).toEqual({ complaints: 1 })
    await spoil((tx) => tx.deleteFrom('complaint_row').execute())
    expect(await verify()).toEqual({ complaints: 1 })
    await spoil((tx) =>
      tx
        .insertInto('complaint_row')
        .values([line, { ...line, complaint_id: 'another' }, { ...line, complaint_id: 'x', case_id: 'case-x' }])
        .execute(),
    )
    expect(await verify()).toEqual({ complaints: 2 })
  })

  test('finds the line of a complaint that came before the survey which opened its case', async () => {
    await server.addPerson('2001', 'captain', 'squad-1')
    const captain = await server.login('2001')
    const survey = entryOf(server, officer, 'sign.surveyed', {
      scope: 'squad-1',
      subjects: (id) => [signId, caseIdOf(id)],
      data: surveyData({ 'GG-P01': 'S' }, { nowMs: server.clock.now() }),
    })
    await push(server, captain, [complaintOf(captain, caseIdOf(survey.id))])
    await push(server, officer, [survey])
    expect(await verify()).toEqual({})
    const lines = await server.deps.store.read((db) => db.selectFrom('complaint_row').select('stage').execute())
    expect(lines).toEqual([{ stage: 'toAnswer' }])
  })

  test('reads a note in which half a character came as every line has it', async () => {
    await push(server, officer, [findingOf(server, officer, 'squad-1', { note: 'half \ud83d of one' }).entry])
    expect(await verify()).toEqual({})
  })

  test('names a file that no record names, such as the map, when it is not there or not what it was', async () => {
    const map = Buffer.from('a map')
    await upload(officer, map)
    expect(await verify()).toEqual({})
    await server.deps.partStore.put(sha256Of(map), Buffer.from('another'))
    expect(await verify()).toEqual({ parts: 1 })
    await server.deps.partStore.remove(sha256Of(map))
    expect(await verify()).toEqual({ parts: 1 })
  })

  test('names a photo that the medium does not give, and goes on', async () => {
    const { store, partStore } = server.deps
    const open = () => Promise.reject(Object.assign(new Error('read failed'), { code: 'EIO' }))
    const broken = await store.read(async (db) => (await verifyParts(db, { ...partStore, open })).broken)
    expect(broken).toEqual([`part ${partId} is stored and its bytes cannot be read`])
  })

  test('names bytes of an erased photo that are there all the same', async () => {
    await eraseParts(server.deps, [partId], 'order')
    await server.deps.partStore.put(sha256, bytes)
    expect(await verify()).toEqual({ erasures: 1 })
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
