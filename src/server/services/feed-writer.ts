import type { EntryId, ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import type { Tx } from '../store/store.ts'
import { addToDigest } from './feed-sums.ts'
import { nextRevision } from './scope-revision.ts'

/** Writes the rows of one transaction into feeds, each scope under one revision, with the digests beside them. */
export interface FeedWriter {
  revisionOf(scope: ScopeId): Promise<number>
  /** What follows stands behind everything that this transaction has written into the feed so far. */
  raise(scope: ScopeId): Promise<number>
  add(scope: ScopeId, rev: number, ids: readonly EntryId[]): Promise<void>
  /** Once, at the end: the digests of all that was added. */
  finish(): Promise<void>
  touchedScopes(): ReadonlySet<ScopeId>
}

/** Rows per statement, well below what SQLite binds at once. */
const rowsPerInsert = 500

export function createFeedWriter(tx: Tx): FeedWriter {
  const revisions = new Map<ScopeId, number>()
  const sumsByScope = new Map<ScopeId, BlockSums>()

  async function raise(scope: ScopeId): Promise<number> {
    const rev = await nextRevision(tx, scope)
    revisions.set(scope, rev)
    return rev
  }

  function sum(scope: ScopeId, rev: number, ids: readonly EntryId[]): void {
    const sums = sumsByScope.get(scope) ?? new Map<number, number>()
    for (const id of ids) addRow(sums, id, rev)
    sumsByScope.set(scope, sums)
  }

  return {
    revisionOf: async (scope) => revisions.get(scope) ?? raise(scope),
    raise,
    add: async (scope, rev, ids) => {
      for (let from = 0; from < ids.length; from += rowsPerInsert) {
        const rows = ids.slice(from, from + rowsPerInsert).map((id) => ({ scope, rev, id, type: 'entry' as const }))
        await tx.insertInto('feed').values(rows).execute()
      }
      sum(scope, rev, ids)
    },
    finish: async () => {
      for (const [scope, sums] of sumsByScope) await addToDigest(tx, scope, sums)
    },
    touchedScopes: () => new Set(revisions.keys()),
  }
}
