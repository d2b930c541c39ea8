import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'

type Bindable = null | number | bigint | string | Uint8Array

/** Statements that are prepared once; a sync push runs the same dozen for every entry. */
const keptStatements = 400

const toBindable = (value: unknown): Bindable => (typeof value === 'boolean' ? Number(value) : (value as Bindable))

export interface SqliteRows {
  readonly rows: unknown[]
  readonly changes: number
}

interface Prepared {
  readonly statement: StatementSync
  /** It gives rows. Asked once: describing the columns costs as much as a small query. */
  readonly isReader: boolean
}

/** Runs one statement; preparing costs more than running, so prepared ones are kept. */
export function createSqliteRunner(raw: DatabaseSync): (sql: string, parameters: readonly unknown[]) => SqliteRows {
  const prepared = new Map<string, Prepared>()
  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= keptStatements) prepared.clear()
    const statement = raw.prepare(sql)
    const made = { statement, isReader: statement.columns().length > 0 }
    prepared.set(sql, made)
    return made
  }
  return (sql, parameters) => {
    const { statement, isReader } = prepare(sql)
    const bound = parameters.map(toBindable)
    if (isReader) return { rows: statement.all(...bound), changes: 0 }
    return { rows: [], changes: Number(statement.run(...bound).changes) }
  }
}

export type RunQuery = (sql: string, parameters: readonly unknown[]) => SqliteRows | Promise<SqliteRows>

/** Kysely's view of one connection. */
export class SqliteConnection implements DatabaseConnection {
  readonly #run: RunQuery

  constructor(run: RunQuery) {
    this.#run = run
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#run(query.sql, query.parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered by this store.')
  }
}
