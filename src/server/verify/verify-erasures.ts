import { sql } from 'kysely'
import type { Sha256 } from '../../domain/ids.ts'
import { createWorkLimit } from '../photos/work-limit.ts'
import type { PartStore } from '../photos/part-store.ts'
import { bytesGone } from '../services/bytes-gone.ts'
import type { Tx } from '../store/store.ts'
import { readInPages, rowsPerPage } from '../store/read-in-pages.ts'
import type { Verified } from './verified.ts'

/** A store on the other side of a network takes its time for each. */
const looksAtOnce = 8

interface Erased {
  readonly part_id: string
  readonly sha256: string
  /** A position is a row, never a file. */
  readonly is_row: number | boolean
  /** Bytes that are wanted, by another record or by one to come. */
  readonly wanted: number | boolean
}

const page = (db: Tx) => async (after: string) => {
  const { rows } = await sql<Erased>`
    select erasure.part_id, erasure.sha256,
      exists (select 1 from part where part.part_id = erasure.part_id and part.kind = 'position') as is_row,
      exists (select 1 from blob where blob.sha256 = erasure.sha256) as wanted
    from erasure where erasure.part_id > ${after} and erasure.bytes_gone = ${bytesGone.done}
    order by erasure.part_id limit ${rowsPerPage}`.execute(db)
  return rows
}

/** Rows of small parts that no part names any more. */
const unnamedRows = (db: Tx, hashes: readonly string[]) =>
  db
    .selectFrom('small_bytes')
    .select('sha256')
    .where('sha256', 'in', hashes)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('part')
            .select('part_id')
            .whereRef('part.sha256', '=', 'small_bytes.sha256')
            .where('part.state', 'in', ['stored', 'unreadable']),
        ),
      ),
    )
    .execute()

async function filesOf(partStore: PartStore, erased: readonly Erased[]): Promise<readonly string[]> {
  const looking = createWorkLimit(looksAtOnce)
  const hashes = [
    ...new Set(erased.filter(({ is_row: isRow, wanted }) => !isRow && !wanted).map(({ sha256 }) => sha256)),
  ]
  const here = await Promise.all(hashes.map((sha256) => looking.run(() => partStore.has(sha256 as Sha256))))
  return hashes.filter((_, index) => here[index])
}

/** Of what was erased nothing is there any more; what waits for its eraser, or for a record to come, is left out. */
export async function verifyErasures(db: Tx, partStore: PartStore): Promise<Verified> {
  const broken: string[] = []
  let looked = 0
  for await (const rows of readInPages<Erased>(page(db), (row) => row.part_id)) {
    looked += rows.length
    const hashes = rows.map(({ sha256 }) => sha256)
    const kept = [...(await filesOf(partStore, rows)), ...(await unnamedRows(db, hashes)).map(({ sha256 }) => sha256)]
    broken.push(...kept.map((sha256) => `file ${sha256} is there, and was erased`))
  }
  return { check: 'erasures', looked, broken }
}
