import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../src/server/migrations/migrate.ts'
import { singleConnectionDriver } from '../../../src/server/store/single-connection-driver.ts'
import { createSqliteRunner, SqliteConnection } from '../../../src/server/store/sqlite/connection.ts'
import type { Tables } from '../../../src/server/store/tables.ts'

/** Every statement that a new database is made by, in order. */
async function statementsOfAll(): Promise<readonly string[]> {
  const raw = new DatabaseSync(':memory:')
  const said: string[] = []
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => singleConnectionDriver(new SqliteConnection(createSqliteRunner(raw))),
      createIntrospector: (of) => new SqliteIntrospector(of),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    log: ({ query }) => void said.push(query.sql.replace(/\s+/g, ' ').trim()),
  })
  await migrate((job) => job(db))
  raw.close()
  return said
}

const withDefaultOrNull = /^alter table \w+ add column \w+ (?!.*not null(?! default)).+$/

/** What a server that knows nothing of it goes on with: more tables, more columns that fill themselves, other indexes. */
const expands = (statement: string): boolean =>
  /^create (table|index|unique index) /.test(statement) ||
  /^drop index /.test(statement) ||
  withDefaultOrNull.test(statement) ||
  /^(select|insert into|update) /.test(statement)

describe('migrations', () => {
  test('only expand, so that servers of the build before go on writing while they are replaced one by one', async () => {
    const statements = await statementsOfAll()
    expect(statements.length).toBeGreaterThan(50)
    expect(statements.filter((statement) => !expands(statement))).toEqual([])
  })

  test.each([
    'drop table part',
    'alter table part drop column ref',
    'alter table part rename to parts',
    'alter table part rename column ref to reference',
    'alter table part add column owner text not null',
  ])('%s is none that would pass', (statement) => expect(expands(statement)).toBe(false))
})
