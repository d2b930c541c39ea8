import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from '../photos/part-store.ts'
import { PartUnreadableError, piecesOfPart } from '../photos/pieces-of-part.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import type { Verified } from './verified.ts'

interface StoredPart {
  readonly part_id: string
  readonly sha256: string
  readonly size_bytes: number
  readonly state: string
  /** Of its record; null where that is not there. */
  readonly status: string | null
  readonly erased: string | null
  readonly blob: string | null
}

const page = (db: Tx) => (after: string) =>
  db
    .selectFrom('part')
    .leftJoin('entry', 'entry.id', 'part.entry_id')
    .leftJoin('erasure', 'erasure.part_id', 'part.part_id')
    .leftJoin('blob', 'blob.sha256', 'part.sha256')
    .select(['part.part_id', 'part.sha256', 'part.size_bytes', 'part.state', 'entry.status'])
    .select(['erasure.part_id as erased', 'blob.sha256 as blob'])
    .where('part.part_id', '>', after)
    .orderBy('part.part_id')
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
async function contentOf(pieces: AsyncIterable<Buffer> | readonly Buffer[]): Promise<Content> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of pieces) {
    hash.update(piece)
    sizeBytes += piece.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

type Named = Pick<StoredPart, 'sha256' | 'size_bytes'>

/** Null where the bytes are there as they came. */
function faultOfBytes({ sha256, size_bytes: size }: Named, content: Content | null | 'unreadable'): string | null {
  if (!content) return 'is stored and its bytes are not there'
  if (content === 'unreadable') return 'is stored and its bytes cannot be read'
  if (content.sha256 !== sha256) return 'holds other bytes than its name says'
  return content.sizeBytes === Number(size) ? null : 'has another size than it came with'
}

/** `unreadable`: the medium gives no bytes for it. */
async function inStore(partStore: PartStore, sha256: string): Promise<Content | null | 'unreadable'> {
  try {
    const pieces = await piecesOfPart(partStore, sha256 as Sha256)
    return pieces && (await contentOf(pieces))
  } catch (failure) {
    if (failure instanceof PartUnreadableError) return 'unreadable'
    throw failure
  }
}

const isStored = ({ state }: StoredPart): boolean => state === 'stored' || state === 'unreadable'

async function faultOf(db: Tx, partStore: PartStore, part: StoredPart): Promise<string | null> {
  if (part.status !== 'accepted') return 'belongs to a record that is not there'
  if ((part.state === 'erased') !== (part.erased !== null)) return 'is erased by half'
  if (!isStored(part)) return null
  const small = await smallBytes(db, part.sha256)
  const fault = faultOfBytes(part, small ? await contentOf([small]) : await inStore(partStore, part.sha256))
  if (fault !== null) return fault
  // A backup takes along what has a row, and nothing else.
  return small || part.blob !== null ? null : 'is stored and has no row of its bytes'
}

/** Bytes that no stored part names, such as the map's, or those of a record that has not come yet. */
const unnamedPage = (db: Tx) => async (after: string) => {
  const { rows } = await sql<Named>`
    select sha256, size_bytes from blob where sha256 > ${after}
      and not exists (select 1 from part where part.sha256 = blob.sha256 and part.state in ('stored', 'unreadable'))
    order by sha256 limit ${rowsPerPage}`.execute(db)
  return rows
}

/** The bytes of every part that is called stored are there, and hash to its name; so are those that no record names. */
export async function verifyParts(db: Tx, partStore: PartStore): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const rows of readInPages<StoredPart>(page(db), (row) => row.part_id))
    for (const row of rows) {
      if (isStored(row)) looked += 1
      const fault = await faultOf(db, partStore, row)
      if (fault !== null) broken.push(`part ${row.part_id} ${fault}`)
    }
  for await (const rows of readInPages<Named>(unnamedPage(db), ({ sha256 }) => sha256)) {
    looked += rows.length
    for (const row of rows) {
      const fault = faultOfBytes(row, await inStore(partStore, row.sha256))
      if (fault !== null) broken.push(`file ${row.sha256} ${fault}`)
    }
  }
  return { check: 'parts', looked, broken }
}
