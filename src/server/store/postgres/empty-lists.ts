/**
 * A statement in which nothing is looked for among nothing, as PostgreSQL has to be told it.
 *
 * SQLite takes `in ()`, which is how Kysely writes an empty list; for PostgreSQL it is an error of syntax, met only by those who
 * have no squad, no picture, no record yet. An empty array takes the type of what it is compared with.
 */
export const withEmptyLists = (sql: string): string =>
  sql.includes(' in ()') ? sql.replaceAll(' not in ()', ` <> all ('{}')`).replaceAll(' in ()', ` = any ('{}')`) : sql
