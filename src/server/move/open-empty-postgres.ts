import { lookIntoPostgres, openPostgresStore } from '../store/postgres/postgres-store.ts'
import { PostgresUnusableError } from '../store/postgres/sound-server.ts'
import type { Store, Tx } from '../store/store.ts'
import { assertEmpty, NotEmptyError } from './move-rows.ts'
import { rowsOfPostgres } from './row-source.ts'

const assertUnused = async (db: Tx): Promise<void> => assertEmpty(db, await rowsOfPostgres(db).tables())

/**
 * A PostgreSQL that rows are to be brought into, with the tables of this build.
 *
 * Looks before it makes them: one in use, whose servers may be of an older build, stays as it is. Rejects with `NotEmptyError`.
 */
export async function openEmptyPostgres(url: string): Promise<Store> {
  try {
    await lookIntoPostgres(url, assertUnused)
  } catch (failure) {
    if (failure instanceof NotEmptyError) throw failure
    const { code, message } = failure as { code?: string; message: string }
    throw new PostgresUnusableError('unreachable', code ?? message, failure)
  }
  return openPostgresStore(url)
}
