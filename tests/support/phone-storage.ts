import { createAssignmentShelf } from '../../src/device/assignments/create-assignment-shelf.ts'
import { createDatabase, type XunhuDatabase } from '../../src/device/database/database.ts'
import { createDrafts } from '../../src/device/journal/create-drafts.ts'
import { createJournal } from '../../src/device/journal/create-journal.ts'
import { createDigest } from '../../src/device/journal/digest.ts'
import type { ImagePipeline } from '../../src/device/photos/image-pipeline.ts'
import { createPhotoShelf } from '../../src/device/photos/create-photo-shelf.ts'
import { createVoiceShelf } from '../../src/device/voice/create-voice-shelf.ts'
import { createLiveRecordings } from '../../src/device/voice/live-recordings.ts'
import type { DeviceId, PersonId } from '../../src/domain/ids.ts'
import { createSeededRandom } from '../../src/lib/random.ts'
import { createManualClock } from './manual-clock.ts'

/** What a browser, or what stands in for one, stores with. */
export interface StorageEngine {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>
}

export const officer = 'p-1001' as PersonId
export const device = '01890000-0000-7000-8000-00000000d001' as DeviceId

/** Keeps every picture as it is; what the real one does is shown in a browser. */
export const passThroughPipeline: ImagePipeline = {
  process: async (bytes) => ({
    outcome: 'encoded',
    bytes,
    mime: 'image/jpeg',
    widthPx: 1920,
    heightPx: 1440,
    thumbnail: bytes.slice(0, 8),
  }),
}

export interface PhoneOptions {
  readonly personId?: PersonId
  readonly pipeline?: ImagePipeline
  readonly seed?: number
}

/** One window of the app below the screen, on a given engine, with time that only moves when told. */
export function createPhoneStorage(engine: StorageEngine, options: PhoneOptions = {}) {
  const { personId = officer, pipeline = passThroughPipeline, seed = 1 } = options
  const db: XunhuDatabase = createDatabase({ personId, ...engine })
  const clock = createManualClock()
  const random = createSeededRandom(seed)
  const digest = createDigest(engine.crypto.subtle)
  const sleep = async (): Promise<void> => undefined
  let recorded = 0
  return {
    db,
    clock,
    random,
    digest,
    sleep,
    journal: createJournal({
      db,
      clock,
      random,
      digest,
      sleep,
      author: personId,
      device,
      bootId: 'boot-1',
      onRecorded: () => (recorded += 1),
    }),
    drafts: createDrafts(db, clock, sleep),
    photos: createPhotoShelf({ db, clock, random, digest, pipeline, sleep }),
    voices: createVoiceShelf({ db, clock, random, digest, live: createLiveRecordings(undefined), sleep }),
    assignments: createAssignmentShelf(db),
    /** How often somebody was told that a record is durable. */
    recordedTimes: () => recorded,
  }
}

export type PhoneStorage = ReturnType<typeof createPhoneStorage>
