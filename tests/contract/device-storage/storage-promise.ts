import type { XunhuDatabase } from '../../../src/device/database/database.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { createPhoneStorage, type PhoneStorage, type StorageEngine } from '../../support/phone-storage.ts'

/**
 * What the phone's storage promises on every engine that it runs on.
 *
 * Imports no test runner: the same list runs under vitest on fake-indexeddb and, bundled, inside the page of a real browser.
 * fake-indexeddb alone proves nothing about storage: it takes Blobs, and waits for hashes that end a transaction in WebKit.
 */
export interface StoragePromise {
  readonly name: string
  run(engine: StorageEngine): Promise<void>
}

export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: expected ${right}, found ${left}`)
}

export async function codeOfFailure(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'no failure'
  } catch (failure) {
    return (failure as { code?: string }).code ?? (failure as Error).name
  }
}

let persons = 0

/** A person whom no other promise has written about. */
export const newPerson = (): PersonId => `contract-${Date.now()}-${(persons += 1)}` as PersonId

export function openWindow(engine: StorageEngine, personId: PersonId): PhoneStorage {
  return createPhoneStorage(engine, { personId, seed: (persons += 1) })
}

const pictureBytes = (seed: number): ArrayBuffer =>
  Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + seed) % 256).buffer

export const takePhoto = (phone: PhoneStorage, seed = 1): Promise<PhotoRef> =>
  phone.photos.take({
    bytes: pictureBytes(seed),
    mime: 'image/jpeg',
    role: 'far',
    source: 'camera',
    draftId: 'draft',
    takenAtMs: phone.clock.now(),
  })

export const countAll = async (db: XunhuDatabase): Promise<number[]> =>
  Promise.all(db.tables.map((table) => table.count()))
