import { sql } from 'kysely'
import type { Pool } from 'pg'
import { Problem } from '../../problem.ts'
import { errands, type Errand, type Tx } from '../store.ts'
import { PostgresConnection } from './connection.ts'
import { withStoreProblems } from './store-problem.ts'
import type { WriteConnection } from './write-line.ts'

/** What only one server on the database does at a time: a row each, locked by whoever's turn it is. */
type Turn = 'write' | Errand

const turns: readonly Turn[] = ['write', ...errands]

/**
 * PostgreSQL asks after who is on an errand, and ends the connection of one that is gone without a word within a minute.
 *
 * Left to the system it would be hours, for which no other server could append to the log beside the database. Who writes is ended
 * sooner, for falling silent.
 */
const askAfter =
  'set local tcp_keepalives_idle = 20; set local tcp_keepalives_interval = 10; set local tcp_keepalives_count = 3'

/** Begins a transaction that holds the turn until it ends, however it ends; waits for it first. */
export async function beginInTurn(line: Pick<WriteConnection, 'say'>, turn: Turn): Promise<void> {
  const taking = `select name from server_turn where name = '${turn}' for update`
  const begin = `begin isolation level read committed; ${turn === 'write' ? '' : `${askAfter}; `}`
  const { rowCount } = await line.say(begin + taking)
  // A row that is not there locks nothing, and says nothing of it.
  if (rowCount !== 1) throw new Problem('store/unavailable', `There is no turn ${turn} in the database.`)
}

/** Two servers that start at once may both make the table: the second is told that its type or its row is there. */
const isThere = (failure: unknown): boolean =>
  ['23505', '42P07', '42710'].includes(String((failure as { code?: unknown }).code))

async function makeTurnsOnce(db: Tx): Promise<void> {
  await sql.raw('create table if not exists server_turn (name text primary key)').execute(db)
  const rows = turns.map((turn) => `('${turn}')`).join(', ')
  await sql.raw(`insert into server_turn (name) values ${rows} on conflict (name) do nothing`).execute(db)
}

export async function makeTurns(db: Tx): Promise<void> {
  try {
    await makeTurnsOnce(db)
  } catch (failure) {
    if (!isThere(failure)) throw failure
    await makeTurnsOnce(db)
  }
}

/**
 * Runs the job in the errand's turn. A server that dies in it gives it up with its connection.
 *
 * Rejects with `store/unavailable` where the turn could not be had, and where its connection was lost before the job had ended:
 * then another server may have been on the same errand. What the job itself fails in is told as it is.
 */
export async function runAlone<T>(pool: Pool, errand: Errand, job: () => Promise<T>): Promise<T> {
  const client = await withStoreProblems(pool.connect())
  const line = new PostgresConnection(client)
  let isSound = false
  try {
    await withStoreProblems(beginInTurn(line, errand))
    const value = await job()
    await withStoreProblems(line.say('commit'))
    isSound = true
    return value
  } finally {
    // With its connection an errand that failed gives up its turn.
    client.release(!isSound)
  }
}
