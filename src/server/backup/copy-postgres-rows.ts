import { rm } from 'node:fs/promises'
import { assertThisBuild } from '../migrations/migrate.ts'
import { moveRows } from '../move/move-rows.ts'
import { rowsOfPostgres } from '../move/row-source.ts'
import { lookIntoPostgres } from '../store/postgres/postgres-store.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'

/**
 * The rows of a PostgreSQL in a file of the embedded kind: what was copied can be read, checked and restored without one.
 *
 * In one snapshot, beside servers that write. Rejects where the tables are not those of this build: their rows would not fit.
 */
export async function copyPostgresRows(url: string, to: string): Promise<void> {
  const copy = await openSqliteStore(to)
  try {
    await lookIntoPostgres(url, async (db) => {
      await assertThisBuild(db)
      await moveRows(rowsOfPostgres(db), copy, () => undefined)
    })
  } finally {
    await copy.close()
    await rm(`${to}.lock`, { force: true })
  }
}
