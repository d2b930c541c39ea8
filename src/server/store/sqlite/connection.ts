import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'

type Bindable = null | number | bigint | string | Uint8Array

/** Statements that are prepared once; a sync push runs the same dozen for every entry. */
const keptStatements = 200

const toBindable = (value: unknown): Bindable => (typeof value === 'boolean' ? Number(value) : (value as Bindable))

export interface SqliteRows {
  readonly rows: unknown[]
  readonly changes: number
}

/** Runs one statement; preparing costs more than running, so prepared ones are kept. */
export function createSqliteRunner(raw: DatabaseSync): (sql: string, parameters: readonly unknown[]) => SqliteRows {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    if (statements.size >= keptStatements) statements.clear()
    const made = raw.prepare(sql)
    statements.set(sql, made)
    return made
  }
  return (sql, parameters) => {
    const statement = prepare(sql)
    const bound = parameters.map(toBindable)
    if (statement.columns().length > 0) return { rows: statement.all(...bound), changes: 0 }
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
