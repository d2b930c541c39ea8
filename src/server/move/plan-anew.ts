import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/**
 * Has PostgreSQL count what was just brought into these tables.
 *
 * Until its own turn comes, minutes later, it takes them for empty and reads them whole for each question: what is looked at
 * next is everything, and after that phones ask.
 */
export async function planAnew(target: Pick<Store, 'write'>, tables: Iterable<string>): Promise<void> {
  for (const table of tables) await target.write((tx) => sql`analyze ${sql.table(table)}`.execute(tx))
}
