import type { PartStore } from '../photos/part-store.ts'
import { lookIntoPostgres } from '../store/postgres/postgres-store.ts'
import type { Store, Tx } from '../store/store.ts'
import { verifyStore } from '../verify/verify-store.ts'

/** Everything that does not hold, as `npm run verify` names it. */
export async function faultsOf(db: Tx, partStore: PartStore): Promise<ReadonlySet<string>> {
  const faults = new Set<string>()
  for await (const { check, broken } of verifyStore(db, partStore))
    for (const fault of broken) faults.add(`${check}: ${fault}`)
  return faults
}

interface Source {
  readonly store: Pick<Store, 'read'>
  readonly parts: PartStore
}

interface Target {
  readonly databaseUrl: string
  readonly parts: PartStore
}

export interface FaultsAfter {
  /** They hold in what was copied. */
  readonly added: readonly string[]
  /** So many were there before, and came along. */
  readonly brought: number
}

/** What does not hold in a PostgreSQL that a file of rows and its parts were copied into. */
export async function faultsAfter(source: Source, { databaseUrl, parts }: Target): Promise<FaultsAfter> {
  const after = await lookIntoPostgres(databaseUrl, (db) => faultsOf(db, parts))
  if (after.size === 0) return { added: [], brought: 0 }
  const before = await source.store.read((db) => faultsOf(db, source.parts))
  const added = [...after].filter((fault) => !before.has(fault))
  return { added, brought: after.size - added.length }
}
