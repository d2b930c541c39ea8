import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely'
import { singleConnectionDriver } from '../single-connection-driver.ts'
import type { Tables } from '../tables.ts'
import { SqliteConnection, type RunQuery } from './connection.ts'

/**
 * Statements that a job asks for at once reach the connection at once, which runs them in that order.
 *
 * Kysely would hand over one at a time: those behind one that fails would run when the job has been taken back, outside of it.
 */
class UnguardedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** Kysely over anything that runs a statement: a connection in this thread, or one behind a worker. */
export function createSqliteKysely(run: RunQuery): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new UnguardedAdapter(),
    createDriver: () => singleConnectionDriver(new SqliteConnection(run)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}
