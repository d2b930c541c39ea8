import { beforeEach, describe, expect, test } from 'vitest'
import { exportUnsent, hashEntries } from '../../../../src/device/rescue/export-unsent.ts'
import type { RescueFile } from '../../../../src/protocol/rescue.ts'
import type { EntrySendState } from '../../../../src/device/database/rows.ts'
import { must } from '../../../../src/lib/must.ts'
import { arrival, finding, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, device, officer, type PhoneStorage } from '../../../support/phone-storage.ts'

describe('导出未同步记录', () => {
  let phone: PhoneStorage

  beforeEach(() => {
    phone = createPhoneStorage(createEngine())
  })

  const exported = (): Promise<RescueFile> =>
    exportUnsent({ db: phone.db, digest: phone.digest, device, author: officer }, phone.clock.now())

  test('[RESCUE-1] names whose work it is and when it was taken out', async () => {
    expect(await exported()).toEqual({
      format: 'xunhu-rescue',
      version: 1,
      exportedAt: '2026-11-20T06:30:00.000Z',
      device,
      author: officer,
      entriesSha256: await hashEntries([], phone.digest),
      entries: [],
      parts: [],
    })
  })

  test.each<[EntrySendState, number]>([
    ['queued', 1],
    ['refused', 1],
    ['quarantined', 1],
    ['accepted', 0],
    ['received', 0],
  ])('of %s records it holds %i', async (sendState, count) => {
    const [entry] = await phone.journal.record([tally()])
    await phone.db.journal.update(entry!.id, { sendState })
    expect((await exported()).entries).toHaveLength(count)
  })

  test('holds records under their own ids, word for word', async () => {
    const saved = await phone.journal.record([arrival(), tally()])
    expect((await exported()).entries).toEqual(saved)
  })

  test('[RESCUE-1] holds the bytes of photos and positions that the server lacks, and no others', async () => {
    // Larger than one piece of the encoder.
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251).buffer
    const request = { bytes, mime: 'image/jpeg', role: 'far', source: 'camera', takenAtMs: 1 } as const
    const photo = await phone.photos.take({ ...request, draftId: 'draft' })
    const stored = await phone.photos.take({ ...request, draftId: 'draft' })
    await phone.photos.take({ ...request, draftId: 'another' })
    const [arrived] = await phone.journal.record([arrival(), finding(phone.journal.newId(), [photo, stored])])
    await phone.db.parts.update(stored.partId, { sendState: 'stored' })

    const { parts } = await exported()
    const hashes = await Promise.all(
      parts.map(async ({ base64 }) => phone.digest(new Uint8Array(Buffer.from(base64, 'base64')).buffer)),
    )
    expect(hashes.sort()).toEqual([photo.sha256, arrived!.parts[0]!.sha256].sort())
  })

  test('[RESCUE-1] holds what was spoken, bit by bit', async () => {
    const partId = phone.voices.newId()
    const spoken = Uint8Array.from({ length: 3_000 }, (_, index) => index % 251)
    const piece = { partId, draftId: 'draft', mime: 'audio/webm', startedAtMs: 0 } as const
    await phone.voices.keep({ ...piece, index: 0, bytes: spoken.slice(0, 1_000).buffer, untilMs: 1_000 })
    await phone.voices.keep({ ...piece, index: 1, bytes: spoken.slice(1_000).buffer, untilMs: 3_000 })
    const voice = must(await phone.voices.finish(partId), 'a voice note')
    await phone.journal.record([{ ...finding(phone.journal.newId()), voices: [voice] }])

    const { parts } = await exported()
    expect(parts.map(({ ref }) => ref)).toEqual([voice])
    expect(Buffer.from(parts[0]?.base64 ?? '', 'base64').equals(Buffer.from(spoken))).toBe(true)
  })

  test('changes nothing on the phone', async () => {
    await phone.journal.record([tally()])
    const before = await phone.db.journal.toArray()
    await exported()
    expect(await phone.db.journal.toArray()).toEqual(before)
  })
})
