import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { voiceBytesLimit, type VoiceRef } from '../../../src/domain/journal/part-ref.ts'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { caseIdOf } from '../../../src/domain/ids.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { soundOf, voiceRef } from '../../support/spoken-notes.ts'
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

const reportWith = (parts: readonly (VoiceRef | ReturnType<typeof photoRef>)[]) => {
  const { entry } = findingOf(server, officer, 'squad-1')
  return { ...entry, parts: [...parts] }
}

/** Reports a finding with this note and sends it. */
async function sentVoice(bytes: Buffer, change: Partial<VoiceRef> = {}): Promise<VoiceRef> {
  const voice = voiceRef(server, bytes, change)
  await push(server, officer, [reportWith([voice])])
  await upload(officer, bytes)
  return voice
}

const get = (partId: string, size = 'original', headers: Record<string, string> = {}) =>
  captain.call({ url: `/api/parts/${partId}?size=${size}`, headers })
const stateOf = async (partId: string): Promise<string | undefined> =>
  (
    await server.deps.store.read((db) =>
      db.selectFrom('part').select('state').where('part_id', '=', partId).executeTakeFirst(),
    )
  )?.state

describe('a voice note', () => {
  test.each(['audio/webm', 'audio/mp4', 'audio/ogg'] as const)(
    '[PART-13] as %s is heard bit by bit as it was recorded',
    async (mime) => {
      const bytes = soundOf(mime)
      const { partId } = await sentVoice(bytes, { mime })
      const answer = await get(partId)
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, mime])
      expect(answer.rawPayload.equals(bytes)).toBe(true)
      expect(await stateOf(partId)).toBe('stored')
    },
  )

  test('[PART-13] is given in ranges, without which Safari plays nothing', async () => {
    const bytes = soundOf('audio/mp4')
    const { partId } = await sentVoice(bytes, { mime: 'audio/mp4' })
    const answer = await get(partId, 'original', { range: 'bytes=0-1' })
    expect([answer.statusCode, answer.headers['content-range'], answer.rawPayload]).toEqual([
      206,
      `bytes 0-1/${bytes.length}`,
      bytes.subarray(0, 2),
    ])
    expect((await get(partId, 'original', { range: 'bytes=9999-' })).statusCode).toBe(416)
  })

  test('[PART-13] that came before its record is heard all the same', async () => {
    const bytes = soundOf('audio/webm')
    await upload(officer, bytes)
    const voice = voiceRef(server, bytes)
    await push(server, officer, [reportWith([voice])])
    expect(await stateOf(voice.partId)).toBe('stored')
  })

  test.each([
    ['a page', Buffer.from('<script>alert(1)</script>')],
    ['nothing that we know', Buffer.alloc(300, 1)],
  ])('[PART-13] [PART-7] that is really %s is kept, and goes out without a type', async (_, bytes) => {
    const { partId } = await sentVoice(bytes)
    const answer = await get(partId)
    expect([answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
      'application/octet-stream',
      `attachment; filename="${partId}.bin"`,
    ])
    expect(await stateOf(partId)).toBe('unreadable')
  })

  test('[PART-13] is no picture and a picture is no voice note, whatever the record calls it', async () => {
    const picture = await drawnJpeg({ widthPx: 320, heightPx: 240, hue: 1 })
    const asVoice = await sentVoice(picture)
    expect(await stateOf(asVoice.partId)).toBe('unreadable')
    const sound = soundOf('audio/webm')
    const asPhoto = photoRef(server, sound)
    await push(server, officer, [reportWith([asPhoto])])
    await upload(officer, sound)
    expect(await stateOf(asPhoto.partId)).toBe('unreadable')
  })

  test('has no smaller size', async () => {
    const { partId } = await sentVoice(soundOf('audio/webm'))
    expect((await get(partId, 'thumb')).statusCode).toBe(404)
  })

  test.each([
    ['longer than four megabytes', { sizeBytes: voiceBytesLimit + 1 }],
    ['of another type', { mime: 'audio/wav' as VoiceRef['mime'] }],
  ])('[ENTRY-5] %s is not taken', async (_, change) => {
    const { results } = await push(server, officer, [reportWith([voiceRef(server, soundOf('audio/webm'), change)])])
    expect(results).toMatchObject([{ status: 'quarantined', code: 'entry/malformed' }])
  })

  test('stands in the case beside its photos and is counted as none of them', async () => {
    const voice = voiceRef(server, soundOf('audio/webm'))
    const entry = reportWith([voice])
    await push(server, officer, [entry])
    const detail = (await captain.call({ url: `/api/office/cases/${caseIdOf(entry.id)}` })).json<CaseDetailResponse>()
    expect(detail.parts).toMatchObject([{ ref: { kind: 'voice', durationMs: 7_000 }, state: 'expected' }])
    expect(detail.row).toMatchObject({ photosExpected: 0, photosStored: 0, firstPhoto: null })
  })

  test('[SYNC-64] goes when photos would: with the withdrawn case, and not with the one that stands', async () => {
    const kept = await sentVoice(soundOf('audio/webm'))
    const voice = voiceRef(server, soundOf('audio/ogg'), { mime: 'audio/ogg' })
    const report = reportWith([voice])
    const withdrawn = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => report.subjects,
      data: { target: report.id },
    })
    await push(server, officer, [report, withdrawn])
    await upload(officer, soundOf('audio/ogg'))
    server.clock.advance(91 * 24 * 60 * 60 * 1000)
    await applyRetention(server.deps, standardRetention)
    expect(await Promise.all([stateOf(kept.partId), stateOf(voice.partId)])).toEqual(['stored', 'erased'])
  })
})
