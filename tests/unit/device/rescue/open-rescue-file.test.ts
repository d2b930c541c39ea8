import { beforeEach, describe, expect, test } from 'vitest'
import { exportUnsent } from '../../../../src/device/rescue/export-unsent.ts'
import { openRescueFile, type OpenedRescue } from '../../../../src/device/rescue/open-rescue-file.ts'
import type { RescueFile } from '../../../../src/protocol/rescue.ts'
import { arrival, finding } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, device, officer, type PhoneStorage } from '../../../support/phone-storage.ts'

let phone: PhoneStorage
let file: RescueFile

beforeEach(async () => {
  phone = createPhoneStorage(createEngine())
  const photo = await phone.photos.take({
    bytes: new Uint8Array([1, 2, 3]).buffer,
    mime: 'image/jpeg',
    role: 'far',
    source: 'camera',
    draftId: 'draft',
    takenAtMs: phone.clock.now(),
  })
  await phone.journal.record([arrival()])
  phone.clock.advance(600_000)
  await phone.journal.record([finding(phone.journal.newId(), [photo])])
  file = await exportUnsent({ db: phone.db, digest: phone.digest, device, author: officer }, phone.clock.now())
})

const open = (text: string): Promise<OpenedRescue> => openRescueFile(text, phone.digest)

describe('a rescue file', () => {
  test('says how much is in it and from when to when', async () => {
    const opened = await open(JSON.stringify(file))
    expect(opened.file.entries).toHaveLength(2)
    expect([opened.photos, opened.damagedPhotos]).toEqual([1, 0])
    expect((opened.toMs ?? 0) - (opened.fromMs ?? 0)).toBe(600_000)
  })

  test('with its members in another order is the same file', async () => {
    const turned = JSON.stringify(file, (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect((await open(turned)).photos).toBe(1)
  })

  test.each([
    ['a picture', () => '\u0000\u0001JFIF', 'rescue/not-a-file'],
    ['another JSON', () => '{"name":"x"}', 'rescue/not-a-file'],
    ['nothing', () => '', 'rescue/not-a-file'],
    ['a file of a later build', () => JSON.stringify({ ...file, version: 2 }), 'rescue/newer-version'],
    ['a file without its author', () => JSON.stringify({ ...file, author: undefined }), 'rescue/damaged'],
    ['a file cut on its way', () => JSON.stringify(file).slice(0, -20), 'rescue/damaged'],
    ['a file with a record less', () => JSON.stringify({ ...file, entries: file.entries.slice(1) }), 'rescue/damaged'],
    ['a record changed', () => JSON.stringify(file).replace('onTime', 'absent'), 'rescue/damaged'],
  ])('[RESCUE-1] %s is refused with its reason', async (_what, text, code) => {
    await expect(open(text())).rejects.toMatchObject({ code })
  })

  test.each(['AAAA', '%%%'])(
    '[RESCUE-1] a photo damaged to %j is left out and counted, the records stay',
    async (base64) => {
      const parts = file.parts.map((part) => (part.ref.kind === 'photo' ? { ...part, base64 } : part))
      const opened = await open(JSON.stringify({ ...file, parts }))
      expect([opened.photos, opened.damagedPhotos, opened.parts.length]).toEqual([0, 1, 1])
    },
  )
})
