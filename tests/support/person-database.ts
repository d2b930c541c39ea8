import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createDatabase, type XunhuDatabase } from '../../src/device/database/database.ts'
import type { PersonId } from '../../src/domain/ids.ts'

export const officer = 'p-1001' as PersonId

/** The storage of one browser profile; nothing is shared with another test. */
export interface Profile {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
  /** One window's connection to a person's database. */
  window(personId?: PersonId): XunhuDatabase
}

export function createProfile(): Profile {
  const indexedDB = new IDBFactory()
  return {
    indexedDB,
    IDBKeyRange,
    window: (personId = officer) => createDatabase({ personId, indexedDB, IDBKeyRange }),
  }
}
