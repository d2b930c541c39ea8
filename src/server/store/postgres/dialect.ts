import type { ClientBase } from 'pg'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Dialect } from 'kysely'
import { singleConnectionDriver } from '../single-connection-driver.ts'
import type { Tables } from '../tables.ts'
import { PostgresConnection } from './connection.ts'

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
