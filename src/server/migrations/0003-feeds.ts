import { sql, type Kysely } from 'kysely'
import type { ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import { addToDigest } from '../services/feed-sums.ts'
import type { Tx } from '../store/store.ts'

const statements = [
  `create table subject (id text primary key, scope text not null, newest_at text not null, woken_at text)`,
  `insert into subject (id, scope, newest_at, woken_at)
     select primary_subject, min(scope), max(received_at), null from entry where status = 'accepted' group by primary_subject`,
  `create table subject_grant (subject text not null, scope text not null, ended integer not null, primary key (subject, scope))`,
  `create index subject_grant_scope on subject_grant (scope, ended, subject)`,
  `create table feed_digest (scope text not null, block integer not null, sum bigint not null, primary key (scope, block))`,
  `alter table device add column unequal_blocks integer not null default 0`,
  `alter table device add column unhealed_blocks integer not null default 0`,
]

/** Of what was written before digests were kept. */
async function sumFeeds(tx: Tx): Promise<void> {
  const rows = await tx
    .selectFrom('feed')
    .select(['scope', 'rev', 'id'])
    .where('type', 'in', ['entry', 'assignment'])
    .execute()
  const sumsByScope = new Map<string, BlockSums>()
  for (const { scope, rev, id } of rows) {
    const sums = sumsByScope.get(scope) ?? new Map<number, number>()
    addRow(sums, id, Number(rev))
    sumsByScope.set(scope, sums)
  }
  for (const [scope, sums] of sumsByScope) await addToDigest(tx, scope as ScopeId, sums)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  await sumFeeds(db as unknown as Tx)
}
