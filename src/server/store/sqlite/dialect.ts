import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely'
import { singleConnectionDriver } from '../single-connection-driver.ts'
import type { Tables } from '../tables.ts'
import { SqliteConnection, type RunQuery } from './connection.ts'

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
