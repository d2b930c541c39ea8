import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '../../domain/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { faultsAfter } from '../move/faults-of.ts'
import { assertEmpty, moveRows } from '../move/move-rows.ts'
import { openEmptyPostgres } from '../move/open-empty-postgres.ts'
import { planAnew } from '../move/plan-anew.ts'
import { rowsOfFile } from '../move/row-source.ts'
import type { PartStore } from '../photos/part-store.ts'
import { beginEpoch } from '../services/epoch.ts'
import { oweBytes } from '../services/owe-bytes.ts'
import { createBesideLog } from '../store/beside-log.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { copyDurably } from './backup-files.ts'
import { dataPaths } from './data-paths.ts'
import { bringParts, databaseOf, partsOf, readBackup, type BroughtParts } from './read-backup.ts'
import { readyDataFolder } from './ready-data-folder.ts'
import type { VerifiedCopy } from './verify-copy.ts'

export interface PostgresRestoreAsked {
  readonly dataDir: string
  readonly databaseUrl: string
  /** The folder of one backup. */
  readonly backup: string
  readonly parts: PartStore
  readonly random: Random
  readonly clock: Clock
}

export interface RestoredIntoPostgres {
  readonly rows: number
  readonly parts: number
  /** Hashes of what the backup has not whole; the restored database waits for them. */
  readonly lacking: readonly Sha256[]
  /** What holds in the backup and not in what came of it; none where all is well. */
  readonly faults: readonly string[]
  /** So many did not hold in the backup either, and came along. */
  readonly brought: number
}

/** Rows came into the database, and what was to follow failed: nobody knows whether it holds. */
export class HalfRestoredError extends Error {}

/** The backup stays as it is: what an older build made is brought up to this one in a copy. */
async function inCopyOf<T>(
  folder: string,
  dataDir: string,
  job: (path: string, copy: Store) => Promise<T>,
): Promise<T> {
  const restoring = join(dataDir, 'restoring')
  await rm(restoring, { recursive: true, force: true })
  const path = join(restoring, 'xunhu.sqlite')
  await copyDurably(databaseOf(folder), path)
  const copy = await openSqliteStore(path)
  try {
    return await job(path, copy)
  } finally {
    await copy.close()
    await rm(restoring, { recursive: true, force: true })
  }
}

async function bringRows(path: string, target: Store): Promise<number> {
  const raw = openForReading(path)
  try {
    const moved = await moveRows(rowsOfFile(raw), target, () => undefined)
    await planAnew(target, moved.keys())
    return [...moved.values()].reduce((sum, rows) => sum + rows, 0)
  } finally {
    raw.close()
  }
}

const isEmpty = (target: Store): Promise<boolean> =>
  target
    .read((db) => assertEmpty(db))
    .then(
      () => true,
      () => false,
    )

/** Whatever fails once the rows may be there must not read as if nothing had been done. */
async function orHalfRestored<T>(target: Store, job: () => Promise<T>): Promise<T> {
  try {
    return await job()
  } catch (failure) {
    if (await isEmpty(target)) throw failure
    throw new HalfRestoredError('The rows are there; what was to follow failed.', { cause: failure })
  }
}

/** The new timeline begins at once, so that what is checked is what phones will be shown. */
function restoreRows(
  target: Store,
  asked: PostgresRestoreAsked,
  { epoch, brought, lacking }: BroughtParts & { readonly epoch: string },
): Promise<RestoredIntoPostgres> {
  const { dataDir, backup: folder, parts, random, clock, databaseUrl } = asked
  const { besideLog: logPath, epoch: epochPath } = dataPaths(dataDir)
  return inCopyOf(folder, dataDir, async (path, copy) => {
    await copy.write(async (tx) => {
      for (const sha256 of lacking) await oweBytes(tx, sha256)
    })
    const rows = await bringRows(path, target)
    const besideLog = createBesideLog(logPath, target.alone)
    await beginEpoch({ store: target, besideLog, random, clock, epochPath }, epoch)
    const found = await faultsAfter({ store: copy, parts: partsOf(folder) }, { databaseUrl, parts })
    return { rows, parts: brought, lacking, faults: found.added, brought: found.brought }
  })
}

async function restoreInto(
  target: Store,
  asked: PostgresRestoreAsked,
  { parts: named, epoch }: VerifiedCopy,
): Promise<RestoredIntoPostgres> {
  const { dataDir, backup: folder, parts } = asked
  await target.read((db) => assertEmpty(db))
  const facts = await readyDataFolder(dataDir, folder)
  const broughtParts = await bringParts(folder, named, facts, parts)
  return orHalfRestored(target, () => restoreRows(target, asked, { epoch, ...broughtParts }))
}

/**
 * Puts a backup into an empty PostgreSQL, its parts to where they are kept, and reads all of it; a new timeline begins.
 *
 * Rows come in one transaction: after any failure before it the restore may be repeated, after it the database is of no use and
 * it rejects with `HalfRestoredError`. No server starts on it meanwhile. Rejects with `NotEmptyError` where the database is in
 * use, with `NoBackupError` where there is no backup, and where that is not whole, all before anything is changed.
 */
export async function restoreIntoPostgres(asked: PostgresRestoreAsked): Promise<RestoredIntoPostgres> {
  const copy = await readBackup(asked.backup)
  const target = await openEmptyPostgres(asked.databaseUrl)
  try {
    await mkdir(asked.dataDir, { recursive: true })
    return await target.alone('start', () => restoreInto(target, asked, copy))
  } finally {
    await target.close()
  }
}
