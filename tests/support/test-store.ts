import type { Store } from '../../src/server/store/store.ts'
import { openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { openSqliteStore } from '../../src/server/store/sqlite/sqlite-store.ts'
import { createDatabase, emptyDatabase } from './postgres-databases.ts'

/** A database of a test; it may be opened again after it was closed. */
export interface TestDatabase {
  /** As `DATABASE_URL` names it; empty for a file. */
  readonly url: string
  open(): Promise<Store>
  /** Nothing of it is needed any more. */
  drop(): Promise<void>
}

/** Databases that no test is using, empty. */
const unused: string[] = []

async function postgresDatabase(): Promise<TestDatabase> {
  const url = unused.pop() ?? (await createDatabase())
  return {
    url,
    open: () => openPostgresStore(url),
    drop: async () => {
      await emptyDatabase(url)
      unused.push(url)
    },
  }
}

/** On the store that this run of the tests is for: the file at `path`, or a PostgreSQL database of its own. */
export async function createTestDatabase(path: string): Promise<TestDatabase> {
  if (process.env['TEST_STORE'] === 'postgres') return postgresDatabase()
  return { url: '', open: () => openSqliteStore(path), drop: () => Promise.resolve() }
}
