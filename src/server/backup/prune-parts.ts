import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createPartPaths } from '../photos/folder/part-paths.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { backupNames, listBackups } from './backup-files.ts'

function addNamed(database: string, named: Set<string>): void {
  const copy = openForReading(database)
  try {
    for (const row of copy.prepare('select sha256 from blob').iterate()) named.add(String(row['sha256']))
  } finally {
    copy.close()
  }
}

/** Null where one of the backups cannot be read: nobody knows then what it names, until it is too old itself. */
async function namedByAny(backupDir: string): Promise<ReadonlySet<string> | null> {
  const named = new Set<string>()
  try {
    for (const name of await listBackups(backupDir)) addNamed(join(backupDir, name, backupNames.database), named)
    return named
  } catch {
    return null
  }
}

/**
 * Removes the parts that no backup in this folder names any longer, and what a crash left half-copied.
 *
 * So what was erased on the server is gone from its backups too, with the last one that was made before. Call it only while
 * no other backup is being made there.
 */
export async function pruneParts(backupDir: string): Promise<void> {
  const { blobs } = createPartPaths(join(backupDir, backupNames.parts))
  const named = existsSync(blobs) ? await namedByAny(backupDir) : null
  if (named === null) return
  for (const prefix of await readdir(blobs))
    for (const file of await readdir(join(blobs, prefix)))
      if (!named.has(file)) await rm(join(blobs, prefix, file), { force: true })
}
