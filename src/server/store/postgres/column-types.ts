const definesColumns = /^\s*(create table|alter table)\b/i

/**
 * A statement of a migration as PostgreSQL has to be told it, so that both databases store the same in the same order.
 *
 * SQLite's `integer` takes 64 bits, PostgreSQL's 32. SQLite compares texts by their bytes; PostgreSQL by the language that the
 * database was made with, in which ids and cursors would stand in another order on every server.
 */
export function columnTypesFor(sql: string): string {
  if (!definesColumns.test(sql)) return sql
  return sql.replace(/\binteger\b/gi, 'bigint').replace(/\btext\b/gi, 'text collate "C"')
}
