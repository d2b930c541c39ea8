import type { EntryId, ScopeId } from '../../domain/ids.ts'
import { addRow, type BlockSums } from '../../protocol/feed-digest.ts'
import { inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import { addToDigest } from './feed-sums.ts'
import { nextRevision } from './scope-revision.ts'

/**
 * Writes the rows of one transaction into feeds, each scope under one revision, with the digests beside them.
 *
 * Until `write` the tables lack what was added.
 */
export interface FeedWriter {
  revisionOf(scope: ScopeId): Promise<number>
  /** What follows stands behind everything that this transaction has written into the feed so far. */
  raise(scope: ScopeId): Promise<number>
  add(scope: ScopeId, rev: number, ids: readonly EntryId[]): void
  write(): Promise<void>
  touchedScopes(): ReadonlySet<ScopeId>
}

interface FeedRow {
  readonly scope: ScopeId
  readonly rev: number
  readonly id: EntryId
  readonly type: 'entry'
}

function sumsByScope(rows: readonly FeedRow[]): ReadonlyMap<ScopeId, BlockSums> {
  const byScope = new Map<ScopeId, BlockSums>()
  for (const { scope, id, rev } of rows) {
    const sums = byScope.get(scope) ?? new Map<number, number>()
    addRow(sums, id, rev)
    byScope.set(scope, sums)
  }
  return byScope
}

export function createFeedWriter(tx: Tx): FeedWriter {
  const revisions = new Map<ScopeId, number>()
  let rows: FeedRow[] = []

  async function raise(scope: ScopeId): Promise<number> {
    const rev = await nextRevision(tx, scope)
    revisions.set(scope, rev)
    return rev
  }

  return {
    revisionOf: async (scope) => revisions.get(scope) ?? raise(scope),
    raise,
    add: (scope, rev, ids) => {
      for (const id of ids) rows.push({ scope, rev, id, type: 'entry' })
    },
    write: async () => {
      for (const some of inStatements(rows)) await tx.insertInto('feed').values(some).execute()
      for (const [scope, sums] of sumsByScope(rows)) await addToDigest(tx, scope, sums)
      rows = []
    },
    touchedScopes: () => new Set(revisions.keys()),
  }
}
