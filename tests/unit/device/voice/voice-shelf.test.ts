import { beforeEach, describe, expect, test } from 'vitest'
import type { EntryId, PartId } from '../../../../src/domain/ids.ts'
import { createLiveRecordings } from '../../../../src/device/voice/live-recordings.ts'
import type { VoicePiece } from '../../../../src/device/voice/voice-shelf.ts'
import { createVoiceShelf } from '../../../../src/device/voice/create-voice-shelf.ts'
import { loadDepartureLight } from '../../../../src/device/sync/departure-light.ts'
import { loadUnsentWork } from '../../../../src/device/account/unsent-work.ts'
import { must } from '../../../../src/lib/must.ts'
import { finding } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer, type PhoneStorage } from '../../../support/phone-storage.ts'
import { onWrite, quotaFailure } from '../../../support/storage-faults.ts'

const draftId = 'draft-1'
const bytesOf = (...values: number[]): ArrayBuffer => new Uint8Array(values).buffer
const contentOf = async (blob: Blob | undefined): Promise<number[]> => [
  ...new Uint8Array(await must(blob, 'a note’s bytes').arrayBuffer()),
]

describe('a voice note on the phone', () => {
  let phone: PhoneStorage
  let partId: PartId

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
    partId = phone.voices.newId()
  })

  const piece = (index: number, change: Partial<VoicePiece> = {}): VoicePiece => ({
    partId,
    index,
    draftId,
    bytes: bytesOf(index * 2, index * 2 + 1),
    mime: 'audio/webm',
    startedAtMs: Date.parse('2026-11-20T06:30:00.000Z'),
    untilMs: (index + 1) * 1000,
    ...change,
  })
  const speak = async (...indexes: readonly number[]): Promise<void> => {
    for (const index of indexes) await phone.voices.keep(piece(index))
  }

  test('[PART-13] is the pieces in their order, under the hash of all of them', async () => {
    await speak(1, 0, 2)
    const ref = await phone.voices.finish(partId)
    expect(ref).toEqual({
      kind: 'voice',
      partId,
      sha256: await phone.digest(bytesOf(0, 1, 2, 3, 4, 5)),
      sizeBytes: 6,
      mime: 'audio/webm',
      durationMs: 3000,
      takenAt: '2026-11-20T06:30:00.000Z',
    })
    expect(await contentOf(await phone.voices.bytes(partId))).toEqual([0, 1, 2, 3, 4, 5])
    expect(await phone.db.voicePieces.count()).toBe(0)
    expect(await phone.voices.ofDraft(draftId)).toEqual([ref])
  })

  test('of a page that was killed is what it had kept', async () => {
    await speak(0, 1)
    expect(await phone.voices.ofDraft(draftId)).toEqual([])
    expect(await phone.voices.recover(draftId)).toBe(1)
    expect(await phone.voices.ofDraft(draftId)).toMatchObject([{ partId, durationMs: 2000, sizeBytes: 4 }])
    expect(await phone.voices.recover(draftId)).toBe(0)
  })

  test('[PART-13] that a record has already is not made a draft again by whoever joins its pieces late', async () => {
    await speak(0)
    const ref = must(await phone.voices.finish(partId), 'a note')
    await phone.journal.record([{ ...finding(phone.journal.newId()), voices: [ref] }])
    await speak(0)
    expect(await phone.voices.finish(partId)).toEqual(ref)
    expect(await phone.db.parts.get(partId)).toMatchObject({ sendState: 'queued', draftId: '' })
    expect(await phone.db.voicePieces.count()).toBe(0)
  })

  test('whose beginning was thrown away with its form leaves nothing', async () => {
    await speak(3)
    expect(await phone.voices.finish(partId)).toBeNull()
    expect(await phone.db.voicePieces.count()).toBe(0)
  })

  test('that is being recorded in another window is left to it', async () => {
    const live = createLiveRecordings(undefined)
    const { db, clock, random, digest, sleep } = phone
    const shelf = createVoiceShelf({ db, clock, random, digest, sleep, live })
    const letGo = live.begin(partId)
    await speak(0)
    expect(await shelf.recover(draftId)).toBe(0)
    letGo()
    expect(await shelf.recover(draftId)).toBe(1)
  })

  test('ends where a piece is missing: what comes after the gap would be noise', async () => {
    await speak(0, 2)
    expect(await phone.voices.finish(partId)).toMatchObject({ sizeBytes: 2, durationMs: 1000 })
  })

  test('of which nothing was kept is none', async () => {
    expect(await phone.voices.finish(partId)).toBeNull()
  })

  test('on a full phone is not half a part: its pieces stay until there is room', async () => {
    let isFull = true
    onWrite(phone.db, (table) => {
      if (isFull && table === 'partBytes') throw quotaFailure()
    })
    await speak(0, 1)
    await expect(phone.voices.finish(partId)).rejects.toMatchObject({ code: 'storage/full' })
    expect(await phone.db.parts.count()).toBe(0)
    isFull = false
    expect(await phone.voices.finish(partId)).toMatchObject({ sizeBytes: 4 })
  })

  test('is no picture: the photos of the draft are without it', async () => {
    await speak(0)
    await phone.voices.finish(partId)
    expect(await phone.photos.ofDraft(draftId)).toEqual([])
  })

  test('goes with its draft, pieces and all', async () => {
    await speak(0)
    await phone.voices.finish(partId)
    await phone.voices.keep(piece(0, { partId: phone.voices.newId() }))
    await phone.drafts.remove(draftId)
    expect(
      await Promise.all([phone.db.parts, phone.db.partBytes, phone.db.voicePieces].map((each) => each.count())),
    ).toEqual([0, 0, 0])
  })

  test('that is deleted is gone, one that a record names is not', async () => {
    await speak(0)
    const ref = must((await phone.voices.finish(partId)) ?? undefined, 'a note')
    await phone.journal.record([{ ...finding(phone.journal.newId()), voices: [ref] }], { removeDraft: draftId })
    await phone.voices.discard(partId)
    expect(await phone.db.parts.get(partId)).toMatchObject({ sendState: 'queued', kind: 'voice' })
  })

  test('is owed until the server has it, and keeps its person signed in', async () => {
    await speak(0)
    const ref = must((await phone.voices.finish(partId)) ?? undefined, 'a note')
    const [entry] = await phone.journal.record([{ ...finding(phone.journal.newId()), voices: [ref] }], {
      removeDraft: draftId,
    })
    expect(entry?.parts).toContainEqual(ref)
    await phone.db.journal.update(must(entry, 'a record').id as EntryId, { sendState: 'accepted' })
    expect(await loadDepartureLight(phone.db, officer, phone.clock.now())).toMatchObject({
      light: 'owing',
      entries: 0,
      photos: 0,
      voices: 1,
    })
    expect(await loadUnsentWork(phone.db)).toMatchObject({ entries: 0, photos: 0, voices: 1 })
  })
})
