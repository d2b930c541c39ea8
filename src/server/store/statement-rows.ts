import { sql, type RawBuilder } from 'kysely'

/**
 * How many rows a statement takes: few sizes, so that each is prepared once and kept, and few statements, each of which is a way
 * to PostgreSQL and back.
 *
 * 64 rows of the widest table bind 1,472 values; SQLite takes 32,766, PostgreSQL 65,535.
 */
const sizes = [64, 32, 16, 8, 4, 2, 1] as const

/** The rows in the portions in which statements take them, in their order. */
export function inStatements<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const portions: (readonly T[])[] = []
  let from = 0
  for (const size of sizes)
    for (; rows.length - from >= size; from += size) portions.push(rows.slice(from, from + size))
  return portions
}

/** For an upsert of many rows: these columns become what the row brings that met a conflict. */
export const asBrought = <Column extends string>(
  columns: readonly Column[],
): Readonly<Record<Column, RawBuilder<never>>> =>
  Object.fromEntries(columns.map((column) => [column, sql.ref<never>(`excluded.${column}`)])) as Record<
    Column,
    RawBuilder<never>
  >
