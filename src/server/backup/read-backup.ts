import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Sha256 } from '../../domain/ids.ts'
import { moveParts } from '../move/move-parts.ts'
import { createFolderPartStore } from '../photos/folder/folder-part-store.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { BesideFact } from '../store/beside-log.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { backupNames } from './backup-files.ts'
import { assertManifest } from './manifest.ts'
import { namedAfter } from './named-parts.ts'
import { verifyCopy, type NamedPart, type VerifiedCopy } from './verify-copy.ts'

/** There is no backup in this folder. */
export class NoBackupError extends Error {}

export const databaseOf = (folder: string): string => join(folder, backupNames.database)

/** Reads all of a backup but its parts. Rejects with `NoBackupError` where there is none, and where it is not whole. */
export async function readBackup(folder: string): Promise<VerifiedCopy> {
  if (!existsSync(databaseOf(folder))) throw new NoBackupError(`${basename(folder)} holds no backup.`)
  await assertManifest(folder)
  const copy = openForReading(databaseOf(folder))
  try {
    return verifyCopy(copy)
  } finally {
    copy.close()
  }
}

/** The parts that all backups in this folder share; nothing is put there. */
export const sharedParts = (backupDir: string): PartStore =>
  createFolderPartStore({ root: join(backupDir, backupNames.parts), freeBytes: () => Promise.resolve(0) })

/** The parts that the backup in this folder shares with those beside it. */
export const partsOf = (folder: string): PartStore => sharedParts(dirname(folder))

function wantedParts(folder: string, named: readonly NamedPart[], facts: readonly BesideFact[]): readonly Sha256[] {
  const copy = openForReading(databaseOf(folder))
  try {
    return namedAfter(facts, copy, named).map(({ sha256 }) => sha256)
  } finally {
    copy.close()
  }
}

export interface BroughtParts {
  readonly brought: number
  /** Not in the backup as they should be, and not where parts are kept: one file that rots keeps nothing else back. */
  readonly lacking: readonly Sha256[]
}

/** Puts every part of the backup that was not erased since where parts are kept. */
export async function bringParts(
  folder: string,
  named: readonly NamedPart[],
  facts: readonly BesideFact[],
  to: PartStore,
): Promise<BroughtParts> {
  const wanted = wantedParts(folder, named, facts)
  const { lacking } = await moveParts(wanted, { from: partsOf(folder), to }, () => undefined)
  return { brought: wanted.length - lacking.length, lacking }
}
