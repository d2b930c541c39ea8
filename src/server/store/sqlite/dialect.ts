import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
} from 'kysely'
import type { Tables } from '../tables.ts'
import { SqliteConnection, type RunQuery } from './connection.ts'

/**
 * One connection without Kysely's mutex: the write queue alone decides who runs, and holds the transaction itself.
 *
 * Kysely's own driver begins deferred transactions and waits for ever when a job uses the outer connection.
 */
function singleConnectionDriver(connection: DatabaseConnection): Driver {
  const never = (): Promise<void> => Promise.reject(new Error('Transactions begin and end in the write queue only.'))
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }
}

/** Kysely over anything that runs a statement: a connection in this thread, or one behind a worker. */
export function createSqliteKysely(run: RunQuery): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => singleConnectionDriver(new SqliteConnection(run)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}
