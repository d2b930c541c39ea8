import { Dexie, type EntityTable } from 'dexie'
import { isQuota } from '../database/is-quota.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { MapShelf } from './map-shelf.ts'

interface MapRow {
  readonly name: string
  readonly bytes: ArrayBuffer
}

/** Not `xunhu-…`: those are people's, and are asked for unsent work. */
const databaseName = 'base-map'

export interface IndexedMapOptions {
  /** Tests bring their own engine. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
}

/** The map in a database of its own, for browsers whose private file system pages cannot write. */
export function createIndexedMapShelf(engine: IndexedMapOptions = {}): MapShelf {
  const db = new Dexie(databaseName, { cache: 'disabled', ...engine }) as Dexie & {
    readonly pieces: EntityTable<MapRow, 'name'>
  }
  db.version(1).stores({ pieces: 'name' })
  return {
    names: async () => (await db.pieces.toCollection().primaryKeys()).map(String),
    read: async (name, part) => {
      const bytes = (await db.pieces.get(name))?.bytes
      if (!bytes) return null
      return part ? bytes.slice(part.from, part.from + part.length) : bytes
    },
    write: async (name, bytes) => {
      try {
        await db.pieces.put({ name, bytes })
      } catch (failure) {
        throw isQuota(failure) ? new DeviceProblem('storage/full', failure) : failure
      }
    },
    remove: async (name) => {
      await db.pieces.delete(name)
    },
  }
}
