import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedRescue } from '../../../src/device/rescue/open-rescue-file.ts'
import { openRescueFile } from '../../../src/device/rescue/open-rescue-file.ts'
import { importRescue, type RescueResult } from '../../../src/device/rescue/import-rescue.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { PartRef } from '../../../src/domain/journal/part-ref.ts'
import type { DeviceId, PartId, Sha256 } from '../../../src/domain/ids.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { createClientHttp } from '../../support/client-http.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of } from '../../support/pushed-entries.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
import { sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const digest = (bytes: ArrayBuffer): Promise<Sha256> => Promise.resolve(sha256Of(new Uint8Array(bytes)))

interface Part {
  readonly ref: PartRef
  readonly bytes: Buffer
}

/** The file that the officer's phone would write. */
function fileOf(entries: readonly unknown[], parts: readonly Part[] = [], device: DeviceId = officer.device): string {
  return JSON.stringify({
    format: 'xunhu-rescue',
    version: 1,
    exportedAt: new Date(server.clock.now()).toISOString(),
    device,
    author: officer.personId,
    entriesSha256: createHash('sha256').update(canonicalJson(entries)).digest('hex'),
    entries,
    parts: parts.map(({ ref, bytes }) => ({ ref, base64: bytes.toString('base64') })),
  })
}

const open = (text: string): Promise<OpenedRescue> => openRescueFile(text, digest)

async function bringIn(client: TestClient, text: string): Promise<readonly RescueResult[]> {
  return importRescue({ http: createClientHttp(client), digest }, await open(text), () => undefined)
}

const caseOf = async (caseId: string): Promise<CaseDetailResponse> =>
  (await captain.call({ url: `/api/office/cases/${caseId}` })).json()

const countOf = async (table: 'entry' | 'blob' | 'feed' | 'quarantine'): Promise<number> =>
  (await server.deps.store.read((db) => db.selectFrom(table).selectAll().execute())).length

/** A finding with two photos of several chunks and the place where the officer stood. */
async function finding(): Promise<{ entry: EntryEnvelope; caseId: string; parts: readonly Part[] }> {
  const pictures = [
    await drawnJpeg({ widthPx: 1200, heightPx: 900, hue: 1 }),
    await drawnJpeg({ widthPx: 320, heightPx: 240, hue: 2 }),
  ]
  const photos = pictures.map((bytes) => ({ ref: photoRef(server, bytes), bytes }))
  const fix = Buffer.from('{"fix":{"lat":30.5},"salt":"c2FsdA"}')
  const position = {
    partId: newId<PartId>(server),
    kind: 'position',
    sha256: sha256Of(fix),
    sizeBytes: fix.length,
  } as const
  const made = findingOf(server, officer, 'squad-1', { photos: photos.map(({ ref }) => ref) })
  const entry = { ...made.entry, parts: [...made.entry.parts, position] }
  return { entry, caseId: made.caseId, parts: [...photos, { ref: position, bytes: fix }] }
}

describe('a file from a phone that cannot send', () => {
  test('[RESCUE-2] [RESCUE-6] comes in under its author, device and ids, with photos and place', async () => {
    const { entry, caseId, parts } = await finding()
    const results = await bringIn(captain, fileOf([entry, tallyOf(server, officer)], parts))
    expect(results).toMatchObject([
      { id: entry.id, status: 'accepted', known: false },
      { status: 'accepted', known: false },
    ])
    const detail = await caseOf(caseId)
    expect(detail.history[0]?.entry).toEqual(entry)
    expect(detail.parts.map(({ state }) => state)).toEqual(['stored', 'stored'])
    for (const { ref, bytes } of parts) {
      const answer = await officer.call({ url: `/api/parts/${ref.partId}?size=original` })
      expect(answer.rawPayload.equals(bytes)).toBe(true)
    }
  })

  test('[RESCUE-2] [PART-13] is heard as it was spoken', async () => {
    const bytes = soundOf('audio/mp4')
    const ref = voiceRef(server, bytes, { mime: 'audio/mp4' })
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    const text = fileOf([{ ...entry, parts: [ref] }], [{ ref, bytes }])
    expect((await open(text)).photos).toBe(1)
    expect(await bringIn(captain, text)).toMatchObject([{ status: 'accepted', known: false }])
    expect((await caseOf(caseId)).parts).toMatchObject([{ ref: { kind: 'voice' }, state: 'stored' }])
    const answer = await captain.call({ url: `/api/parts/${ref.partId}?size=original` })
    expect([answer.headers['content-type'], answer.rawPayload.equals(bytes)]).toEqual(['audio/mp4', true])
  })

  test('[RESCUE-4] twice, and then by the phone itself, is doubled by nothing', async () => {
    const { entry, parts } = await finding()
    const [first] = await bringIn(captain, fileOf([entry], parts))
    const counts = [await countOf('entry'), await countOf('blob'), await countOf('feed')]
    expect(await bringIn(captain, fileOf([entry], parts))).toEqual([{ ...first, known: true }])
    expect((await push(server, officer, [entry])).results).toMatchObject([{ status: 'accepted', rev: first?.rev }])
    expect([await countOf('entry'), await countOf('blob'), await countOf('feed')]).toEqual(counts)
  })

  test('[RESCUE-6] the author’s phone is told that its photos are stored, and sends none again', async () => {
    const { entry, parts } = await finding()
    await bringIn(captain, fileOf([entry], parts))
    const photos = parts.filter(({ ref }) => ref.kind === 'photo').map(({ ref }) => ref)
    const answer = await officer.call({
      method: 'POST',
      url: '/api/parts/have',
      payload: { parts: photos.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })) },
    })
    expect((answer.json() as { parts: { state: string }[] }).parts.map(({ state }) => state)).toEqual([
      'stored',
      'stored',
    ])
  })

  test('[RESCUE-6] photos alone come to records that the phone had sent already', async () => {
    const { entry, caseId, parts } = await finding()
    await push(server, officer, [entry])
    expect(await bringIn(captain, fileOf([], parts))).toEqual([])
    expect((await caseOf(caseId)).parts.map(({ state }) => state)).toEqual(['stored', 'stored'])
  })

  test('[RESCUE-2] is decided by the rules as they are: refused with its reason, kept as it came', async () => {
    const refused = entryOf(server, officer, 'subject.granted', {
      scope: 'squad-1',
      subjects: () => ['shift-1'],
      data: { to: 'squad-2' as EntryEnvelope['scope'], reason: '越权' },
    })
    const unreadable = { ...tallyOf(server, officer), data: {} }
    const forged = { ...tallyOf(server, officer), author: 'p-2001' }
    const results = await bringIn(captain, fileOf([refused, unreadable, { note: '手机上写坏的' }, forged]))
    expect(results).toMatchObject([
      { status: 'refused', code: 'entry/role-not-permitted' },
      { status: 'quarantined', code: 'entry/data-invalid' },
      { id: null, status: 'quarantined', code: 'entry/malformed' },
      { status: 'refused', code: 'entry/author-mismatch' },
    ])
    const kept = await server.deps.store.read((db) =>
      db.selectFrom('quarantine').select(['json', 'person_id']).execute(),
    )
    expect(kept.map((row) => JSON.parse(row.json) as unknown)).toEqual(
      expect.arrayContaining([unreadable, { note: '手机上写坏的' }, forged]),
    )
    expect(kept.every((row) => row.person_id === officer.personId)).toBe(true)
  })

  test('[RESCUE-2] of a long time without network comes in pieces', async () => {
    const entries = Array.from({ length: 450 }, () => tallyOf(server, officer))
    const results = await bringIn(captain, fileOf(entries))
    expect(results.map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
    expect(new Set(results.map(({ rev }) => rev)).size).toBe(3)
  })

  test('[RESCUE-5] keeps who brought it in, beside the record', async () => {
    const entry = tallyOf(server, officer)
    await bringIn(captain, fileOf([entry]))
    const rows = await server.deps.store.read((db) => db.selectFrom('rescued_entry').selectAll().execute())
    expect(rows).toMatchObject([{ entry_id: entry.id, importer: captain.personId }])
    const pulled = await sync(server, captain)
    expect(pulled.deltas.flatMap(({ entries }) => entries.map((item) => item.entry.author))).toEqual([officer.personId])
  })
})

describe('[RESCUE-3] who may bring it in', () => {
  const outcome = (client: TestClient, text: string): Promise<unknown> =>
    bringIn(client, text).then(
      (results) => results.length,
      (failure: unknown) => (failure as { code: string }).code,
    )

  test.each([
    ['captain', 'squad-1', 1],
    ['captain', 'squad-2', 'access/denied'],
    ['command', 'bureau', 1],
    ['officer', 'squad-1', 'access/denied'],
    ['inspector', 'bureau', 'access/denied'],
    ['admin', 'bureau', 'access/denied'],
  ] as const)('a %s of %s: %s', async (role, scope, expected) => {
    await server.addPerson('7001', role, scope)
    const entry = tallyOf(server, officer)
    expect(await outcome(await server.login('7001'), fileOf([entry]))).toBe(expected)
    expect(await countOf('entry')).toBe(expected === 1 ? 1 : 0)
  })

  test('a captain may not for somebody of the bureau', async () => {
    await server.addPerson('3001', 'inspector', 'bureau')
    officer = await server.login('3001')
    expect(await outcome(captain, fileOf([tallyOf(server, officer, 'bureau')]))).toBe('access/denied')
  })

  test('nobody for a phone that is somebody else’s', async () => {
    const entry = { ...tallyOf(server, officer), device: captain.device }
    expect(await outcome(captain, fileOf([entry], [], captain.device))).toBe('access/denied')
  })

  test('a phone that was never heard of is taken for its author’s', async () => {
    const device = newId<DeviceId>(server)
    const entry = { ...tallyOf(server, officer), device }
    expect(await outcome(captain, fileOf([entry], [], device))).toBe(1)
  })
})
