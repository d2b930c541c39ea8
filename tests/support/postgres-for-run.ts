import { must } from '../../src/lib/must.ts'
import { openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { findPostgres } from '../../scripts/launch/postgres.mjs'
import { startPostgres } from './start-postgres.ts'
import { createDatabase, noteFirstRows, templateName, urlVariable } from './postgres-databases.ts'

/** One cluster for all files of the run, with the tables made once: each test copies them. */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres(must(findPostgres(), 'a PostgreSQL'))
  process.env[urlVariable] = postgres.urlOf('postgres')
  const url = await createDatabase(templateName, 'template1')
  await (await openPostgresStore(url)).close()
  await noteFirstRows(url)
  return () => postgres.stop()
}
