import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Dialect } from 'kysely'
import { singleConnectionDriver } from '../single-connection-driver.ts'
import type { Tables } from '../tables.ts'
import type { PostgresConnection } from './connection.ts'

/** Kysely over one connection. */
export function createPostgresKysely(connection: PostgresConnection): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => singleConnectionDriver(connection),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<Tables>({ dialect })
}
