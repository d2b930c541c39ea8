import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

/** The server's own file, opened beside it and only read: what was received, whatever the screens make of it. */
export interface WeekDatabase {
  count(sql: string, ...values: readonly SQLInputValue[]): number
  /** The first column of each row. */
  texts(sql: string, ...values: readonly SQLInputValue[]): readonly string[]
  /** Of the report with this note. */
  caseWith(note: string): string
}

export function readWeekDatabase(file: string): WeekDatabase {
  const query = (sql: string, values: readonly SQLInputValue[]): readonly Record<string, unknown>[] => {
    const db = new DatabaseSync(file, { readOnly: true })
    try {
      return db.prepare(sql).all(...values)
    } finally {
      db.close()
    }
  }
  const texts: WeekDatabase['texts'] = (sql, ...values) =>
    query(sql, values).map((row) => String(Object.values(row)[0]))
  return {
    texts,
    count: (sql, ...values) => Number(texts(sql, ...values)[0] ?? 0),
    caseWith: (note) => {
      const found = texts(
        `SELECT primary_subject FROM entry WHERE kind = 'case.reported' AND json_extract(json, '$.data.note') = ?`,
        note,
      )
      if (found.length !== 1) throw new Error(`${found.length} cases were reported as ${note}.`)
      return found[0] ?? ''
    },
  }
}
