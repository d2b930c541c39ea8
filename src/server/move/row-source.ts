import type { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'

/** Of the widest table some 25 columns: 12,500 of the 32,766 values that one statement may have. */
const rowsPerBatch = 500

/** Each database has its own: which migrations were run in it, and the turns of its servers. */
const ownTables = ['migration', 'server_turn']

export type Row = Readonly<Record<string, unknown>>

/** All rows of one database as they stand at one moment, table by table. */
export interface RowSource {
  tables(): Promise<readonly string[]>
  /** Some hundred rows at a time: a table need not fit into memory. */
  batchesOf(table: string): AsyncIterable<readonly Row[]>
}

async function* batchesOfFile(source: DatabaseSync, table: string): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = []
  for (const row of source.prepare(`select * from ${table}`).iterate()) {
    batch.push(row)
    if (batch.length < rowsPerBatch) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const portable = (names: readonly string[]): readonly string[] => names.filter((name) => !ownTables.includes(name))

/** Of an SQLite file into which nobody writes meanwhile. */
export const rowsOfFile = (source: DatabaseSync): RowSource => ({
  tables: async () =>
    portable(
      source
        .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`)
        .all()
        .map(({ name }) => String(name)),
    ),
  batchesOf: (table) => batchesOfFile(source, table),
})

async function* batchesOfPostgres(db: Tx, table: string): AsyncGenerator<readonly Row[]> {
  await sql`declare moved_rows no scroll cursor for select * from ${sql.table(table)}`.execute(db)
  try {
    for (;;) {
      const { rows } = await sql.raw<Row>(`fetch ${rowsPerBatch} from moved_rows`).execute(db)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await sql.raw('close moved_rows').execute(db)
  }
}

/** Of a PostgreSQL, in the snapshot that `db` is: servers go on writing. */
export const rowsOfPostgres = (db: Tx): RowSource => ({
  tables: async () => {
    const { rows } = await sql<{
      name: string
    }>`select tablename as name from pg_tables where schemaname = current_schema() order by tablename`.execute(db)
    return portable(rows.map(({ name }) => name))
  },
  batchesOf: (table) => batchesOfPostgres(db, table),
})
