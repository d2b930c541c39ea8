import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import type { Tx } from '../store/store.ts'
import type { ReadRecord } from './read-record.ts'

interface PartRow {
  readonly part_id: string
  readonly entry_id: string
  readonly scope: string
  readonly subject: string
  readonly author: string
  readonly kind: string
  readonly sha256: string
  readonly size_bytes: number
}

function isOf(row: PartRow, { scope, subjects, author, parts }: EntryEnvelope): boolean {
  const ref = parts.find(({ partId }) => partId === row.part_id)
  return (
    ref !== undefined &&
    row.kind === ref.kind &&
    row.sha256 === ref.sha256 &&
    Number(row.size_bytes) === ref.sizeBytes &&
    row.scope === scope &&
    row.subject === subjects[0] &&
    row.author === author
  )
}

const rowsOf = (db: Tx, column: 'entry_id' | 'part_id', ids: readonly string[]): Promise<readonly PartRow[]> =>
  db
    .selectFrom('part')
    .select(['part_id', 'entry_id', 'scope', 'subject', 'author', 'kind', 'sha256', 'size_bytes'])
    .where(column, 'in', ids)
    .execute()

/** Of accepted records: a part that they name and that is nowhere, and a row that says something else than they do. */
export async function partRowFaults(db: Tx, records: readonly ReadRecord[]): Promise<readonly string[]> {
  const said = new Map<string, EntryEnvelope>(records.map((record) => [record.said.id, record.said]))
  const rows = await rowsOf(db, 'entry_id', [...said.keys()])
  const own = new Set(rows.map((row) => row.part_id))
  const lacking = [...said.values()].flatMap(({ id, parts }) =>
    parts.filter(({ partId }) => !own.has(partId)).map(({ partId }) => ({ id, partId })),
  )
  // A part that two records name is the first one's.
  const others = await rowsOf(
    db,
    'part_id',
    lacking.map(({ partId }) => partId),
  )
  const known = new Set(others.map((row) => row.part_id))
  return [
    ...lacking
      .filter(({ partId }) => !known.has(partId))
      .map(({ id, partId }) => `entry ${id} names part ${partId}, which is nowhere`),
    ...rows
      .filter((row) => {
        const entry = said.get(row.entry_id)
        return entry !== undefined && !isOf(row, entry)
      })
      .map((row) => `part ${row.part_id} is not what entry ${row.entry_id} says of it`),
  ]
}
