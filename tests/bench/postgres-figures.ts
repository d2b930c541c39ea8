import { openPostgresStore } from '../../src/server/store/postgres/postgres-store.ts'
import { findPostgres } from '../../scripts/launch/postgres.mjs'
import { startPostgres } from '../support/start-postgres.ts'
import { measurePostgresLedger } from './postgres-ledger.ts'
import { measurePushes } from './postgres-pushes.ts'

/** On a PostgreSQL of its own; one clear line where there is none. */
export async function measurePostgres(): Promise<readonly string[]> {
  const bin = findPostgres()
  if (bin === null) return ['PostgreSQL：本机没有，没有测']
  const postgres = await startPostgres(bin)
  const open = () => openPostgresStore(postgres.urlOf('postgres'))
  const stores = [await open(), await open(), await open()] as const
  try {
    return [...(await measurePushes('PostgreSQL', stores)), ...(await measurePostgresLedger(stores[0]))]
  } finally {
    for (const store of stores) await store.close()
    await postgres.stop()
  }
}
