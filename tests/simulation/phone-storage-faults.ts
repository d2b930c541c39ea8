import type { DBCore, DBCoreMutateRequest } from 'dexie'
import type { XunhuDatabase } from '../../src/device/database/database.ts'
import { quotaFailure } from '../support/storage-faults.ts'
import type { Fuse } from './fuse.ts'

/** What the phone's storage still takes; deleting needs no room. */
export interface StorageRoom {
  writesLeft: number
}

function takeRoom(room: StorageRoom, { type }: DBCoreMutateRequest): void {
  if (type !== 'add' && type !== 'put') return
  if (room.writesLeft <= 0) throw quotaFailure()
  room.writesLeft -= 1
}

/** Lets the storage of a run end with it, and run full: a transaction that had not committed is not there. */
export function connectFaults(db: XunhuDatabase, fuse: Fuse, room: StorageRoom): void {
  db.use({
    stack: 'dbcore',
    name: 'faults',
    create: (core: DBCore) => ({
      ...core,
      transaction: (stores, mode, options) => {
        fuse.step()
        return core.transaction(stores, mode, options)
      },
      table: (name) => {
        const table = core.table(name)
        return {
          ...table,
          mutate: (request) => {
            fuse.step()
            takeRoom(room, request)
            return table.mutate(request)
          },
        }
      },
    }),
  })
}
