import { DatabaseSync } from 'node:sqlite'
import { dataPaths } from '../../src/server/backup/data-paths.ts'

/** The pages that the embedded database of this data folder has, those in its log included; in bytes. */
export function databaseBytes(dataDir: string): number {
  const db = new DatabaseSync(dataPaths(dataDir).database, { readOnly: true })
  try {
    const one = (name: 'page_count' | 'page_size'): number => Number(db.prepare(`pragma ${name}`).get()?.[name])
    return one('page_count') * one('page_size')
  } finally {
    db.close()
  }
}
