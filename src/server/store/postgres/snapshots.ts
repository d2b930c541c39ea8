import type { Pool, PoolClient } from 'pg'
import type { Tx } from '../store.ts'
import { createPostgresKysely } from './dialect.ts'
import { isStoreFault } from './store-problem.ts'

const beginSnapshot = 'begin isolation level repeatable read read only'

/** Runs the job in one read-only snapshot on a connection of its own. */
export async function inSnapshot<T>(pool: Pool, job: (db: Tx) => Promise<T>): Promise<T> {
  const client: PoolClient = await pool.connect()
  let isBroken = true
  try {
    await client.query(beginSnapshot)
    const value = await job(createPostgresKysely(client))
    await client.query('rollback')
    isBroken = false
    return value
  } catch (failure) {
    if (!isStoreFault(failure)) {
      await client.query('rollback')
      isBroken = false
    }
    throw failure
  } finally {
    client.release(isBroken)
  }
}
