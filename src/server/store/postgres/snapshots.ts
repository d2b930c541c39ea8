import type { Pool, PoolClient } from 'pg'
import type { Tx } from '../store.ts'
import { PostgresConnection } from './connection.ts'
import { createPostgresKysely } from './dialect.ts'
import { isStoreFault } from './store-problem.ts'

const beginSnapshot = 'begin isolation level repeatable read read only'

/** Runs the job in one read-only snapshot on a connection of its own. */
export async function inSnapshot<T>(pool: Pool, job: (db: Tx) => Promise<T>): Promise<T> {
  const client: PoolClient = await pool.connect()
  const connection = new PostgresConnection(client)
  let isBroken = true
  try {
    await connection.say(beginSnapshot)
    const value = await job(createPostgresKysely(connection))
    await connection.say('rollback')
    isBroken = false
    return value
  } catch (failure) {
    if (!isStoreFault(failure)) {
      await connection.say('rollback')
      isBroken = false
    }
    throw failure
  } finally {
    client.release(isBroken)
  }
}
