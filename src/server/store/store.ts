import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Tx = Kysely<Tables>

/** What one server does at a time, such as to the files beside the database, which know no transactions. Where one is done inside another, in this order. */
export const errands = ['start', 'epoch', 'besideLog', 'deferrals'] as const
export type Errand = (typeof errands)[number]

/**
 * Where the server keeps its rows. Code above knows neither SQLite nor PostgreSQL.
 *
 * Inside a job only the given connection may be awaited: anything else would hold the write lock for everybody.
 */
export interface Store {
  /** One transaction; resolves after COMMIT. Rejects with `Problem` `store/unavailable` when the outcome is unknown, `store/full` when the disk is. */
  write<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  /** One snapshot, read only; for phones' pulls. */
  read<T>(job: (db: Tx) => Promise<T>): Promise<T>
  /** Read only, apart from pulls: a long list or an export never makes a phone wait. */
  query<T>(job: (db: Tx) => Promise<T>): Promise<T>
  /** Runs the job while no other server on this database is on the same errand. */
  alone<T>(errand: Errand, job: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
