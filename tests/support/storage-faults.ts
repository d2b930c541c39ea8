import type { DBCore, DBCoreMutateRequest } from 'dexie'
import type { XunhuDatabase } from '../../src/device/database/database.ts'

/** As an engine reports a full disk through Dexie: an AbortError around the reason. */
export const quotaFailure = (): Error =>
  Object.assign(new Error('full'), {
    name: 'AbortError',
    inner: Object.assign(new Error('quota'), { name: 'QuotaExceededError' }),
  })

/** As iOS reports a storage process that it has ended. */
export const lostConnection = (): Error =>
  Object.assign(new Error('Connection to Indexed Database server lost'), { name: 'UnknownError' })

/** Stands between Dexie and the engine. Install before the database is opened. */
export function onWrite(db: XunhuDatabase, react: (table: string, request: DBCoreMutateRequest) => void): void {
  db.use({
    stack: 'dbcore',
    name: 'onWrite',
    create: (core: DBCore) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        return {
          ...table,
          mutate: (request) => {
            react(name, request)
            return table.mutate(request)
          },
        }
      },
    }),
  })
}

/** Like `onWrite`, before each read of rows. */
export function onRead(db: XunhuDatabase, react: (table: string) => void): void {
  db.use({
    stack: 'dbcore',
    name: 'onRead',
    create: (core: DBCore) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        const after = <T>(read: () => Promise<T>): Promise<T> => {
          react(name)
          return read()
        }
        return {
          ...table,
          get: (request) => after(() => table.get(request)),
          getMany: (request) => after(() => table.getMany(request)),
          query: (request) => after(() => table.query(request)),
        }
      },
    }),
  })
}

/** Counts the rows of one table that are loaded; keys read from an index alone do not count. Install before the database is opened. */
export function countRowsRead(db: XunhuDatabase, tableName: string): { rows: number } {
  const count = { rows: 0 }
  db.use({
    stack: 'dbcore',
    name: 'countRowsRead',
    create: (core: DBCore) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        if (name !== tableName) return table
        return {
          ...table,
          get: async (request) => {
            count.rows += 1
            return table.get(request)
          },
          query: (request) =>
            table.query(request).then((answer) => {
              if (request.values) count.rows += answer.result.length
              return answer
            }),
        }
      },
    }),
  })
  return count
}
