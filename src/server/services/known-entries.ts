import type { EntryId, PersonId } from '../../domain/ids.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'

/** What was decided about an entry before. */
export interface KnownEntry {
  readonly author: PersonId
  /** Why it has no effect; null where it was accepted. */
  readonly code: EntryCode | null
  readonly rev: number
  readonly contentHash: string
}

/** Those of these entries that the server has decided about. */
export async function findEntries(tx: Tx, ids: readonly EntryId[]): Promise<Map<EntryId, KnownEntry>> {
  const known = new Map<EntryId, KnownEntry>()
  for (const some of inStatements(ids)) {
    const rows = await tx
      .selectFrom('entry')
      .select(['id', 'author', 'status', 'code', 'rev', 'content_hash'])
      .where('id', 'in', some)
      .execute()
    for (const row of rows)
      known.set(row.id as EntryId, {
        author: row.author as PersonId,
        code: row.status === 'accepted' ? null : (row.code as EntryCode),
        rev: Number(row.rev),
        contentHash: row.content_hash,
      })
  }
  return known
}
