import { DatabaseSync } from 'node:sqlite'

/** Below it a WAL file can be corrupted when it is reset: https://sqlite.org/releaselog/3_51_3.html */
const oldestSafeVersion = [3, 51, 3] as const

function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, floor] of oldestSafeVersion.entries()) {
    const part = parts[index] ?? 0
    if (part !== floor) return part > floor
  }
  return true
}

const textOf = (raw: DatabaseSync, sql: string): string => String(Object.values(raw.prepare(sql).get() ?? {})[0])

/** Refuses a setting under which an answered write could be lost in a power cut. */
function assertDurable(raw: DatabaseSync): void {
  const version = textOf(raw, 'select sqlite_version()')
  if (!isSafe(version)) throw new Error(`SQLite ${version} is older than 3.51.3.`)
  const journal = textOf(raw, 'pragma journal_mode')
  const synchronous = textOf(raw, 'pragma synchronous')
  if (journal !== 'wal' || synchronous !== '2')
    throw new Error(`Unsafe SQLite setting: ${journal}, synchronous ${synchronous}.`)
}

/**
 * The writing connection: WAL, synchronous FULL, five seconds of patience for a backup tool's lock.
 *
 * `temp_store`: inside a savepoint SQLite notes the old pages of every statement of many rows; in a temporary file that was
 * half of the time of a push. Nothing of it outlives the transaction.
 */
export function openForWriting(path: string): DatabaseSync {
  const raw = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true })
  raw.exec('pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory;')
  assertDurable(raw)
  return raw
}

export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { timeout: 5_000, readOnly: true })
}
