import { createHash } from 'node:crypto'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from './read-in-pages.ts'
import type { Verified } from './verified.ts'

interface StoredPart {
  readonly part_id: string
  readonly sha256: string
  readonly size_bytes: number
}

const page = (db: Tx) => (after: string) =>
  db
    .selectFrom('part')
    .select(['part_id', 'sha256', 'size_bytes'])
    .where('state', 'in', ['stored', 'unreadable'])
    .where('part_id', '>', after)
    .orderBy('part_id')
    .limit(rowsPerPage)
    .execute()

async function smallBytes(db: Tx, sha256: string): Promise<Buffer | null> {
  const row = await db.selectFrom('small_bytes').select('base64').where('sha256', '=', sha256).executeTakeFirst()
  return row ? Buffer.from(row.base64, 'base64') : null
}

interface Content {
  readonly sha256: string
  readonly sizeBytes: number
}

/** Piece by piece: a photo may have 64 MiB. */
async function contentOf(db: Tx, partStore: PartStore, sha256: Sha256): Promise<Content | null> {
  const small = await smallBytes(db, sha256)
  const pieces = small ? [small] : (await partStore.open(sha256))?.stream
  if (!pieces) return null
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    hash.update(piece)
    sizeBytes += piece.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function faultOf(db: Tx, partStore: PartStore, part: StoredPart): Promise<string | null> {
  const content = await contentOf(db, partStore, part.sha256 as Sha256)
  if (!content) return `part ${part.part_id} is stored and its bytes are not there`
  if (content.sha256 !== part.sha256) return `part ${part.part_id} holds other bytes than its name says`
  return content.sizeBytes === Number(part.size_bytes)
    ? null
    : `part ${part.part_id} has another size than it came with`
}

/** The bytes of every part that is called stored are there, and hash to its name. */
export async function verifyParts(db: Tx, partStore: PartStore): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const rows of readInPages<StoredPart>(page(db), (row) => row.part_id)) {
    looked += rows.length
    for (const row of rows) {
      const fault = await faultOf(db, partStore, row)
      if (fault !== null) broken.push(fault)
    }
  }
  return { check: 'parts', looked, broken }
}
