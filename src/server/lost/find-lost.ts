import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import { howHeld, type Held } from './how-held.ts'

/** A record's part, by ids alone. */
export interface Naming {
  readonly partId: string
  readonly kind: string
  readonly entryId: string
  readonly subject: string
  readonly scope: string
}

/** Bytes that the database says are stored and that are not where parts are kept. */
export interface LostPart {
  readonly sha256: Sha256
  readonly held: Exclude<Held, 'whole'>
  /** A backup has them whole: they are not lost. */
  readonly isInBackup: boolean
  /** None for a file that no record names, such as the map. */
  readonly named: readonly Naming[]
}

/** Where bytes may be. */
export interface Places {
  readonly parts: PartStore
  /** What backups share; null where no backup is known. */
  readonly backup: PartStore | null
}

const page = (db: Tx) => (after: string) =>
  db.selectFrom('blob').select('sha256').where('sha256', '>', after).orderBy('sha256').limit(rowsPerPage).execute()

/** The records that say these bytes are stored. */
export async function namingOf(db: Tx, sha256: Sha256): Promise<readonly Naming[]> {
  const rows = await db
    .selectFrom('part')
    .select(['part_id', 'kind', 'entry_id', 'subject', 'scope'])
    .where('sha256', '=', sha256)
    .where('state', 'in', ['stored', 'unreadable'])
    .orderBy('part_id')
    .execute()
  return rows.map((row) => ({
    partId: row.part_id,
    kind: row.kind,
    entryId: row.entry_id,
    subject: row.subject,
    scope: row.scope,
  }))
}

async function lookAt(db: Tx, { parts, backup }: Places, sha256: Sha256): Promise<LostPart | null> {
  const held = await howHeld(parts, sha256)
  if (held === 'whole') return null
  const isInBackup = backup !== null && (await howHeld(backup, sha256)) === 'whole'
  return { sha256, held, isInBackup, named: await namingOf(db, sha256) }
}

/** Reads every byte that the database says is stored; beside servers that run. */
export async function* findLost(db: Tx, places: Places): AsyncGenerator<LostPart> {
  for await (const rows of readInPages(page(db), ({ sha256 }) => sha256))
    for (const { sha256 } of rows) {
      const lost = await lookAt(db, places, sha256 as Sha256)
      if (lost) yield lost
    }
}
