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

/** What the last of some statements did, as the database put it, and to how many rows. */
export interface Said {
  readonly command: string
  readonly rowCount: number | null
}

/**
 * One client, as Kysely and the store speak through it: all that is asked for runs one after the other, in that order.
 *
 * So what a job has asked for and not waited for never runs behind the end of its transaction.
 */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: ClientBase
  readonly #wordOf: (sql: string) => string
  #last: Promise<unknown> = Promise.resolve()

  /** `wordOf` puts a statement of Kysely's into this database's words before it is sent. */
  constructor(client: ClientBase, wordOf: (sql: string) => string = (sql) => sql) {
    this.#client = client
    this.#wordOf = wordOf
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#inOrder(() => this.#run<R>(query))
  }

  /** Says one or more statements of which no rows are wanted. */
  say(sql: string): Promise<Said> {
    return this.#inOrder(async () => {
      // Several statements at once give a result each, which the driver's types do not tell.
      const results: unknown = await this.#client.query(sql)
      return (Array.isArray(results) ? results.at(-1) : results) as Said
    })
  }

  #inOrder<T>(ask: () => Promise<T>): Promise<T> {
    const answered = this.#last.then(ask)
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
