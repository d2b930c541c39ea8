import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { PartRef } from '../../domain/journal/part-ref.ts'
import { arrivedState } from '../photos/legible.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'

interface Standing {
  readonly state: 'expected' | 'stored' | 'unreadable' | 'erased'
  readonly stored_at: string | null
}

const notArrived: Standing = { state: 'expected', stored_at: null }
const forgotten: Standing = { state: 'erased', stored_at: null }

/** Bytes that came first, and what they turned out to be. */
interface Arrival {
  readonly legible: number
  readonly storedAt: string
}

/** A part as its entry names it. */
interface NamedPart {
  readonly entry: JournalEntry
  readonly ref: PartRef
}

const ownBytes = (personId: string, sha256: string): string => `${personId}/${sha256}`

/** Which bytes came before the records that name them, by who put them. */
async function findArrivals(tx: Tx, named: readonly NamedPart[]): Promise<ReadonlyMap<string, Arrival>> {
  const rows = await tx
    .selectFrom('blob')
    .innerJoin('blob_owner', 'blob_owner.sha256', 'blob.sha256')
    .select(['blob.sha256', 'blob_owner.person_id', 'blob.readable', 'blob.stored_at'])
    .where(
      'blob.sha256',
      'in',
      named.map(({ ref }) => ref.sha256),
    )
    .execute()
  return new Map(
    rows.map((row) => [ownBytes(row.person_id, row.sha256), { legible: row.readable, storedAt: row.stored_at }]),
  )
}

/** What was erased once stays so, though its record comes again. */
async function findErased(tx: Tx, named: readonly NamedPart[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('erasure')
    .select('part_id')
    .where(
      'part_id',
      'in',
      named.map(({ ref }) => ref.partId),
    )
    .execute()
  return new Set(rows.map((row) => row.part_id))
}

const standingOf = ({ ref }: NamedPart, arrival: Arrival | undefined): Standing =>
  arrival ? { state: arrivedState(ref.kind, arrival.legible), stored_at: arrival.storedAt } : notArrived

const toRow = ({ entry, ref }: NamedPart, standing: Standing) => ({
  part_id: ref.partId,
  entry_id: entry.id,
  scope: entry.scope,
  subject: entry.subjects[0] ?? '',
  author: entry.author,
  kind: ref.kind,
  sha256: ref.sha256,
  size_bytes: ref.sizeBytes,
  ref: JSON.stringify(ref),
  ...standing,
})

/**
 * Writes what entries say of their parts, and links bytes that their author put before them.
 *
 * Bytes that somebody else put are not linked: whoever learns a hash must not read the picture by naming it.
 * A part id that is already named by another entry keeps its first home.
 */
export async function registerParts(tx: Tx, entries: readonly JournalEntry[]): Promise<void> {
  const named = entries.flatMap((entry) => entry.parts.map((ref) => ({ entry, ref })))
  for (const some of inStatements(named)) {
    const arrivals = await findArrivals(tx, some)
    const erased = await findErased(tx, some)
    const rows = some.map((part) =>
      toRow(
        part,
        erased.has(part.ref.partId)
          ? forgotten
          : standingOf(part, arrivals.get(ownBytes(part.entry.author, part.ref.sha256))),
      ),
    )
    await tx
      .insertInto('part')
      .values(rows)
      .onConflict((conflict) => conflict.column('part_id').doNothing())
      .execute()
  }
}
