import { sql } from 'kysely'
import type { Tx } from '../store.ts'

/** Why a PostgreSQL is not used; `detail` says what was found. */
export class PostgresUnusableError extends Error {
  readonly reason: 'unreachable' | 'tooOld' | 'encoding' | 'notDurable' | 'standby'
  readonly detail: string

  constructor(reason: PostgresUnusableError['reason'], detail: string, cause?: unknown) {
    super(`PostgreSQL cannot be used: ${reason} (${detail})`, { cause })
    this.name = 'PostgresUnusableError'
    this.reason = reason
    this.detail = detail
  }
}

const oldestVersion = 150_000

interface Found {
  readonly version: number
  readonly encoding: string
  /** Null where the database knows no such setting: then nothing says that it keeps what it has answered. */
  readonly fsync: string | null
  readonly commit: string | null
  readonly standby: boolean
}

const question = sql<Found>`select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
  current_setting('fsync', true) as fsync, current_setting('synchronous_commit', true) as commit, pg_is_in_recovery() as standby`

/** Rejects for a server under which an answered write could be lost, or that would not keep what it is given. */
export async function assertSound(db: Tx): Promise<void> {
  const { rows } = await question.execute(db)
  const [found] = rows
  if (!found) throw new PostgresUnusableError('unreachable', 'no answer')
  const { version, encoding, fsync, commit, standby } = found
  if (version < oldestVersion) throw new PostgresUnusableError('tooOld', String(version))
  if (encoding !== 'UTF8') throw new PostgresUnusableError('encoding', encoding)
  if (fsync !== 'on') throw new PostgresUnusableError('notDurable', `fsync=${fsync}`)
  if (commit === null || commit === 'off') throw new PostgresUnusableError('notDurable', `synchronous_commit=${commit}`)
  if (standby) throw new PostgresUnusableError('standby', 'pg_is_in_recovery')
}
