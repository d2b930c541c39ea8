import { sql, type Kysely } from 'kysely'

const statements = [
  `create table audit_head (chain text primary key, seq bigint not null, hash text not null)`,
  `insert into audit_head (chain, seq, hash) values ('main', 0, '')`,
  `create table audit_line (seq bigint primary key, at text not null, actor text not null, role text not null, scope text not null,
     act text not null, target text not null, details text not null, hash text not null)`,
  `create index audit_by_actor on audit_line (actor, seq desc)`,
  `create index audit_by_act on audit_line (act, seq desc)`,
  `create index audit_by_target on audit_line (target, seq desc)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
