import { sql } from 'kysely'
import type { Store, Tx } from '../store/store.ts'
import type { RowSource } from './row-source.ts'

/** People, records or settings stand in it already: nothing is ever mixed. */
export class NotEmptyError extends Error {}

/** Rows in one of these are somebody's; the migrations put none into them. */
const inUse = ['entry', 'assignment', 'person_secret'] as const

/** Rejects with `NotEmptyError` where the database is in use; of `tables` only, where another build may have made them. */
export async function assertEmpty(db: Tx, tables: readonly string[] = inUse): Promise<void> {
  for (const table of inUse.filter((name) => tables.includes(name)))
    if (await db.selectFrom(table).selectAll().limit(1).executeTakeFirst())
      throw new NotEmptyError(`The new database has rows in ${table}.`)
}

/** How many rows of each table stand in the new database. */
export type MovedRows = ReadonlyMap<string, number>

async function moveTable(source: RowSource, tx: Tx, table: string): Promise<number> {
  // The migrations have put first rows into some; those of the source have gone on from them.
  await sql`delete from ${sql.table(table)}`.execute(tx)
  let moved = 0
  for await (const rows of source.batchesOf(table)) {
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
 * Both databases must have the tables of this build. Rejects with `NotEmptyError` where the new one is in use.
 */
export function moveRows(
  source: RowSource,
  target: Pick<Store, 'write'>,
  onTable: (table: string, rows: number) => void,
): Promise<MovedRows> {
  return target.write(async (tx) => {
    await assertEmpty(tx)
    const moved = new Map<string, number>()
    for (const table of await source.tables()) {
      const rows = await moveTable(source, tx, table)
      moved.set(table, rows)
      onTable(table, rows)
    }
    return moved
  })
}
