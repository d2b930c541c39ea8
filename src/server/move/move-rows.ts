import type { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { Store, Tx } from '../store/store.ts'

/** Of the widest table some 25 columns: 12,500 of the 65,535 values that one statement may have. */
const rowsPerStatement = 500

/** Which migrations were run stands in each database by itself. */
const ownTables = ['migration']

/** People, records or settings stand in it already: nothing is ever mixed. */
export class NotEmptyError extends Error {}

type Row = Readonly<Record<string, unknown>>

function tablesOf(source: DatabaseSync): readonly string[] {
  const rows = source
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`)
    .all()
  return rows.map(({ name }) => String(name)).filter((name) => !ownTables.includes(name))
}

async function assertEmpty(tx: Tx): Promise<void> {
  for (const table of ['entry', 'assignment', 'person_secret'] as const)
    if (await tx.selectFrom(table).selectAll().limit(1).executeTakeFirst())
      throw new NotEmptyError(`The new database has rows in ${table}.`)
}

function* batchesOf(source: DatabaseSync, table: string): Generator<readonly Row[]> {
  let batch: Row[] = []
  for (const row of source.prepare(`select * from ${table}`).iterate()) {
    batch.push(row)
    if (batch.length < rowsPerStatement) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** How many rows of each table stand in the new database. */
export type MovedRows = ReadonlyMap<string, number>

async function moveTable(source: DatabaseSync, tx: Tx, table: string): Promise<number> {
  // The migrations have put first rows into some; those of the source have gone on from them.
  await sql`delete from ${sql.table(table)}`.execute(tx)
  let moved = 0
  for (const rows of batchesOf(source, table)) {
    await tx
      .insertInto(table as never)
      .values(rows as never)
      .execute()
    moved += rows.length
  }
  return moved
}

/**
 * Copies every row into an empty database, in one transaction: stopped or failed, nothing of it is there.
 *
 * Both databases must have the tables of this build, and nobody may write into the source meanwhile. Rejects with
 * `NotEmptyError` where the new one is in use.
 */
export function moveRows(
  source: DatabaseSync,
  target: Pick<Store, 'write'>,
  onTable: (table: string, rows: number) => void,
): Promise<MovedRows> {
  return target.write(async (tx) => {
    await assertEmpty(tx)
    const moved = new Map<string, number>()
    for (const table of tablesOf(source)) {
      const rows = await moveTable(source, tx, table)
      moved.set(table, rows)
      onTable(table, rows)
    }
    return moved
  })
}
