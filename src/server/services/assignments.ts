import * as v from 'valibot'
import { assignmentSchemas, type AssignmentDoc, type Collection } from '../../domain/journal/assignment.ts'
import type { ScopeId } from '../../domain/ids.ts'
import { addRow, takeRow, type BlockSums } from '../../protocol/feed-digest.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { addToDigest } from './feed-sums.ts'
import { nextRevision } from './scope-revision.ts'

export interface AssignmentPut {
  readonly collection: Collection
  readonly id: string
  readonly scope: ScopeId
  /** The revision the edit started from; null where it must be new; `any` for content that the server itself brings. */
  readonly baseRev: number | null | 'any'
  /** Null removes. */
  readonly data: Readonly<Record<string, unknown>> | null
}

export interface StoredAssignment {
  readonly scope: ScopeId
  readonly rev: number
  readonly data: Readonly<Record<string, unknown>>
}

/** The feed names a document by this, so that an id may be used in two collections. */
const feedIdOf = (collection: string, id: string): string => `${collection}/${id}`

export async function findAssignment(tx: Tx, collection: Collection, id: string): Promise<StoredAssignment | null> {
  const row = await tx
    .selectFrom('assignment')
    .select(['scope', 'rev', 'data'])
    .where('collection', '=', collection)
    .where('id', '=', id)
    .where('deleted', '=', 0)
    .executeTakeFirst()
  return row ? { scope: row.scope as ScopeId, rev: Number(row.rev), data: JSON.parse(row.data) } : null
}

function assertValid({ collection, data }: AssignmentPut): void {
  if (data === null) return
  const checked = v.safeParse(assignmentSchemas[collection], data)
  if (checked.success) return
  const [issue] = checked.issues
  throw new Problem('assignment/invalid', issue.message, { params: { path: v.getDotPath(issue) ?? '' } })
}

/** Shifts are listed by day; a phone reads today's by one range of the index. */
const sortKeyOf = (collection: Collection, data: AssignmentPut['data']): string =>
  collection === 'shifts' ? String(data?.['date'] ?? '') : ''

async function writeFeed(tx: Tx, scope: ScopeId, rev: number, put: AssignmentPut, gone: boolean): Promise<void> {
  const id = feedIdOf(put.collection, put.id)
  // Only the newest state of a document is sent: its older row would make phones read it twice.
  const older = await tx
    .deleteFrom('feed')
    .where('scope', '=', scope)
    .where('id', '=', id)
    .returning(['rev', 'type'])
    .execute()
  const sums: BlockSums = new Map()
  for (const row of older) if (row.type === 'assignment') takeRow(sums, id, Number(row.rev))
  if (!gone) addRow(sums, id, rev)
  await addToDigest(tx, scope, sums)
  await tx
    .insertInto('feed')
    .values({ scope, rev, id, type: gone ? 'gone' : 'assignment' })
    .execute()
}

/**
 * Puts or removes one document; returns its new revision.
 *
 * Rejects with `assignment/stale` when somebody else changed it since `baseRev`, `assignment/invalid` when it breaks its schema.
 */
export async function putAssignment(tx: Tx, put: AssignmentPut, knownRev?: number): Promise<number> {
  assertValid(put)
  const current = await findAssignment(tx, put.collection, put.id)
  if (put.baseRev !== 'any' && (current?.rev ?? null) !== put.baseRev) {
    throw new Problem('assignment/stale', 'Somebody else changed it.', { params: { rev: current?.rev ?? 0 } })
  }
  const rev = knownRev ?? (await nextRevision(tx, put.scope))
  if (current && current.scope !== put.scope)
    await writeFeed(tx, current.scope, await nextRevision(tx, current.scope), put, true)
  const row = {
    scope: put.scope,
    rev,
    v: 1,
    data: JSON.stringify(put.data ?? current?.data ?? {}),
    sort_key: sortKeyOf(put.collection, put.data),
    deleted: put.data === null ? 1 : 0,
  }
  await tx
    .insertInto('assignment')
    .values({ collection: put.collection, id: put.id, ...row })
    .onConflict((conflict) => conflict.columns(['collection', 'id']).doUpdateSet(row))
    .execute()
  await writeFeed(tx, put.scope, rev, put, put.data === null)
  return rev
}

/** Many documents of one scope under one revision, as an import or the sample brings them. */
export async function putAssignments(
  tx: Tx,
  scope: ScopeId,
  puts: readonly Omit<AssignmentPut, 'scope'>[],
): Promise<void> {
  if (puts.length === 0) return
  const rev = await nextRevision(tx, scope)
  for (const put of puts) await putAssignment(tx, { ...put, scope }, rev)
}

export async function listAssignments(
  tx: Tx,
  collection: Collection,
  scopes: readonly ScopeId[],
): Promise<readonly AssignmentDoc[]> {
  if (scopes.length === 0) return []
  const rows = await tx
    .selectFrom('assignment')
    .selectAll()
    .where('collection', '=', collection)
    .where('scope', 'in', scopes)
    .where('deleted', '=', 0)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    collection,
    id: row.id,
    scope: row.scope as ScopeId,
    rev: Number(row.rev),
    v: row.v,
    data: JSON.parse(row.data) as Record<string, unknown>,
  }))
}
