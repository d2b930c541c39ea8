import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOfFile } from './backup-files.ts'

/** As `sha256sum -c` reads it: whoever keeps a backup may look at it without this program. */
const manifestName = 'SHA256SUMS'

/** A file of the backup is not what it was when it was made. */
export class DamagedBackupError extends Error {}

/** Notes the hash of each of these files of the backup, on the medium. Parts need none: they are named by theirs. */
export async function writeManifest(folder: string, names: readonly string[]): Promise<void> {
  const lines: string[] = []
  for (const name of names) lines.push(`${await hashOfFile(join(folder, name))}  ${name}\n`)
  const file = await open(join(folder, manifestName), 'w')
  try {
    await file.writeFile(lines.join(''))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Rejects with `DamagedBackupError` where a file differs. Backups of older builds have no manifest, and their records tell alone. */
export async function assertManifest(folder: string): Promise<void> {
  const path = join(folder, manifestName)
  if (!existsSync(path)) return
  for (const [, hash, name] of (await readFile(path, 'utf8')).matchAll(/^([0-9a-f]{64}) {2}([\w.]+)$/gm)) {
    const file = join(folder, name ?? '')
    if (!existsSync(file) || (await hashOfFile(file)) !== hash)
      throw new DamagedBackupError(`${String(name)} is not what it was when the backup was made.`)
  }
}
