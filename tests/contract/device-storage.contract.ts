import { saveFact } from '../../src/device/database/facts.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import { finding, squad } from '../support/field-records.ts'
import type { StorageEngine } from '../support/phone-storage.ts'
import { noticesLoss, opensFirstRelease, readsNewerOnly } from './device-storage/changed-from-outside.ts'
import {
  keepsRecords,
  writesAllOrNothing,
  takesBuffersOnly,
  takesReactiveObjects,
  findsByIndex,
  tellsWhatIsOwed,
  sharesBetweenWindows,
} from './device-storage/records-kept.ts'
import { assertEqual, newPerson, openWindow, type StoragePromise } from './device-storage/storage-promise.ts'

/** Random, so that no engine can compress it away. */
const incompressible = (engine: StorageEngine, sizeBytes: number): ArrayBuffer => {
  const bytes = new Uint8Array(sizeBytes)
  const mostPerCall = 65_536
  for (let at = 0; at < sizeBytes; at += mostPerCall)
    engine.crypto.getRandomValues(bytes.subarray(at, at + mostPerCall))
  return bytes.buffer
}

/** For an engine whose quota the runner has set to a few megabytes; on any other it would not end. */
export const survivesFullDisk: StoragePromise = {
  name: 'a full phone says so, has written no half of a picture, and finds room once the server holds older ones',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const { db } = phone
    const take = async (): Promise<PhotoRef> =>
      phone.photos.take({
        bytes: incompressible(engine, 500_000),
        mime: 'image/jpeg',
        role: 'far',
        source: 'camera',
        draftId: 'draft',
        takenAtMs: phone.clock.now(),
      })
    const taken: PhotoRef[] = []
    let code = ''
    while (code === '') {
      try {
        taken.push(await take())
      } catch (failure) {
        code = (failure as { code?: string }).code ?? String(failure)
      }
    }
    assertEqual(code, 'storage/full', 'failure')
    const rows = [await db.parts.count(), await db.partBytes.count(), await db.thumbnails.count()]
    assertEqual(rows, [taken.length, taken.length, taken.length], 'rows of pictures')

    const [report] = await phone.journal.record([finding(phone.journal.newId(), taken)])
    await db.journal.update(report!.id, { sendState: 'accepted', rev: 1 })
    for (const { partId } of taken) await db.parts.update(partId, { sendState: 'stored' })
    await saveFact(db, 'durable', { [squad]: 1 })
    const next = await take()
    assertEqual((await db.partBytes.get(next.partId))?.bytes.byteLength, next.sizeBytes, 'the next picture')
    db.close()
  },
}

export const deviceStorageContract: readonly StoragePromise[] = [
  keepsRecords,
  writesAllOrNothing,
  takesBuffersOnly,
  takesReactiveObjects,
  findsByIndex,
  tellsWhatIsOwed,
  noticesLoss,
  readsNewerOnly,
  opensFirstRelease,
  sharesBetweenWindows,
]
