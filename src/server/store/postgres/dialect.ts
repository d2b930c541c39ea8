import type { ClientBase } from 'pg'
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
} from 'kysely'
import type { Tables } from '../tables.ts'
import { PostgresConnection } from './connection.ts'

/** One client, whose transaction is begun and ended by whoever holds it. */
function singleConnectionDriver(connection: DatabaseConnection): Driver {
  const never = (): Promise<void> => Promise.reject(new Error('Transactions begin and end in the store only.'))
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

/** Kysely over one client. `wordOf` puts a statement into this database's words before it is sent. */
export function createPostgresKysely(
  client: ClientBase,
  wordOf: (sql: string) => string = (sql) => sql,
): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => singleConnectionDriver(new PostgresConnection(client, wordOf)),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}
