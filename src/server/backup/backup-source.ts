import { backup } from 'node:sqlite'
import { createFolderPartStore } from '../photos/folder/folder-part-store.ts'
import { freeBytesIn } from '../free-bytes.ts'
import type { PartStore } from '../photos/part-store.ts'
import { openForReading } from '../store/sqlite/open-database.ts'
import { dataPaths } from './data-paths.ts'

/** What a backup is made of. */
export interface BackupSource {
  /** Writes all rows of one moment into a new SQLite file, whatever is written meanwhile. */
  copyRows(to: string): Promise<void>
  readonly parts: PartStore
}

/** All pages in one step: between two, a write to the source would begin the copy anew, on a busy server for ever. */
const allPages = 2 ** 31 - 1

async function copyFileRows(from: string, to: string): Promise<void> {
  const source = openForReading(from)
  try {
    await backup(source, to, { rate: allPages })
  } finally {
    source.close()
  }
}

/** A data folder that holds all there is. */
export function folderSource(dataDir: string): BackupSource {
  const paths = dataPaths(dataDir)
  return {
    copyRows: (to) => copyFileRows(paths.database, to),
    parts: createFolderPartStore({ root: paths.parts, freeBytes: () => freeBytesIn(dataDir) }),
  }
}
