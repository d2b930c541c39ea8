import { sql, type Kysely } from 'kysely'

/** Plain types that SQLite and PostgreSQL read alike: text, bigint (rowid-free keys), integer. */
const statements = [
  `create table meta (name text primary key, value text not null)`,
  `create table person_secret (person_id text primary key, password_hash text not null, updated_at text not null)`,
  `create table session (id_hash text primary key, person_id text not null, device text not null, created_at text not null,
     last_seen_at text not null, expires_at text not null)`,
  `create index session_person on session (person_id)`,
  `create table login_throttle (key text primary key, failures integer not null, next_allowed_ms bigint not null)`,
  `create table device (id text primary key, person_id text not null, last_word_at text, app text not null, unsent_entries integer not null,
     unsent_parts integer not null, oldest_unsent_at text, storage text not null, free_bytes bigint, sentinel_lost integer not null,
     revoked integer not null)`,
  `create index device_person on device (person_id)`,
  `create table scope (id text primary key, rev bigint not null)`,
  `create table membership (person_id text not null, scope text not null, role text not null, primary key (person_id, scope))`,
  `create table entry (id text primary key, kind text not null, v integer not null, scope text not null, primary_subject text not null,
     author text not null, device text not null, corrected_at_ms bigint not null, status text not null, code text not null, rev bigint not null,
     received_at text not null, author_role text not null, content_hash text not null, json text not null)`,
  // A subject's home is asked for with every entry that is pushed.
  `create index entry_primary_subject on entry (primary_subject, status)`,
  `create index entry_status on entry (status, scope, received_at)`,
  `create index entry_kind on entry (scope, kind, corrected_at_ms)`,
  `create table entry_subject (subject text not null, entry_id text not null, primary key (subject, entry_id))`,
  `create table feed (scope text not null, rev bigint not null, id text not null, type text not null, primary key (scope, rev, id))`,
  `create index feed_id on feed (id, scope)`,
  `create table assignment (collection text not null, id text not null, scope text not null, rev bigint not null, v integer not null,
     data text not null, sort_key text not null, deleted integer not null, primary key (collection, id))`,
  `create index assignment_sorted on assignment (collection, sort_key)`,
  `create table part (part_id text primary key, entry_id text not null, scope text not null, subject text not null, author text not null,
     kind text not null, sha256 text not null, size_bytes bigint not null, ref text not null, state text not null, stored_at text)`,
  `create index part_sha256 on part (sha256)`,
  `create index part_subject on part (subject)`,
  `create table blob (sha256 text primary key, size_bytes bigint not null, readable integer not null, stored_at text not null)`,
  `create table blob_owner (sha256 text not null, person_id text not null, primary key (sha256, person_id))`,
  `create table small_bytes (sha256 text primary key, base64 text not null)`,
  `create table quarantine (id text primary key, entry_id text, device text not null, person_id text not null, code text not null,
     content_hash text not null, json text not null, received_at text not null)`,
  `create index quarantine_hash on quarantine (content_hash)`,
  `create table case_row (case_id text primary key, scope text not null, state text not null, category text not null,
     category_label text not null, severity text not null, place_text text not null, school_id text, reporter_id text not null,
     reported_at_ms bigint not null, received_at text not null, note text not null, fold_version integer not null)`,
  // One index per filter of the ledger, each ending in the order of the list, so that no page sorts or scans.
  `create index case_newest on case_row (scope, reported_at_ms desc, case_id)`,
  `create index case_by_state on case_row (scope, state, reported_at_ms desc, case_id)`,
  `create index case_by_category on case_row (scope, category, reported_at_ms desc, case_id)`,
  `create index case_by_school on case_row (scope, school_id, reported_at_ms desc, case_id)`,
  `create index case_by_reporter on case_row (scope, reporter_id, reported_at_ms desc, case_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
