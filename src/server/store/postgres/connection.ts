import type { ClientBase } from 'pg'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { withEmptyLists } from './empty-lists.ts'

/**
 * A value as PostgreSQL takes it.
 *
 * Its texts hold no NUL, which a note that came from a phone may: there it stands as U+FFFD, as a lone surrogate does. Nothing is
 * lost by it: the entry itself is kept as JSON, where a NUL is six plain characters.
 */
function toParameter(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}

/** Kysely's view of one client; statements that are asked for at once run one after the other. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: ClientBase
  readonly #wordOf: (sql: string) => string
  #last: Promise<unknown> = Promise.resolve()

  constructor(client: ClientBase, wordOf: (sql: string) => string) {
    this.#client = client
    this.#wordOf = wordOf
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answered = this.#last.then(() => this.#run<R>(query))
    this.#last = answered.catch(() => undefined)
    return answered
  }

  async #run<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.#client.query(withEmptyLists(this.#wordOf(sql)), parameters.map(toParameter))
    return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered by this store.')
  }
}
