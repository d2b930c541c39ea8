import type { EntryId, PersonId, ScopeId } from '../../domain/ids.ts'
import type { SyncResponse } from '../../protocol/sync.ts'
import type { Config } from '../config.ts'
import type { Tx } from '../store/store.ts'
import { committedRevisions } from './pull-feed.ts'

/** The moment before which everything that was stored is in the last verified backup. */
const coversUntilName = 'backupCoversUntil'

export interface BackupCover {
  readonly coversUntil: string
  /** The epoch that the copy is of: a timeline that began meanwhile is not covered by it. */
  readonly epoch: string
  readonly revisions: ReadonlyMap<string, number>
}

export async function readCoversUntil(db: Tx): Promise<string | null> {
  // Without a row of cover the moment is of another timeline.
  const covered = await db.selectFrom('backup_cover').select('scope').limit(1).executeTakeFirst()
  if (!covered) return null
  const row = await db.selectFrom('meta').select('value').where('name', '=', coversUntilName).executeTakeFirst()
  return row?.value ?? null
}

/** Notes what a verified backup covers. A timeline that began while it was made makes it void. */
export async function saveBackupCover(tx: Tx, { coversUntil, epoch, revisions }: BackupCover): Promise<void> {
  const now = await tx.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirst()
  if (now?.value !== epoch) return
  for (const [scope, rev] of revisions)
    await tx
      .insertInto('backup_cover')
      .values({ scope, rev })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ rev }))
      .execute()
  await tx
    .insertInto('meta')
    .values({ name: coversUntilName, value: coversUntil })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: coversUntil }))
    .execute()
}

/** Per scope the revision that the last verified backup covers; where no backup is configured, the committed one. */
export async function durableRevisions(
  db: Tx,
  scopes: readonly ScopeId[],
  { backupDir }: Pick<Config, 'backupDir'>,
): Promise<Readonly<Record<ScopeId, number>>> {
  if (backupDir === '') return committedRevisions(db, scopes)
  if (scopes.length === 0) return {}
  const rows = await db.selectFrom('backup_cover').selectAll().where('scope', 'in', scopes).execute()
  const covered = new Map(rows.map((row) => [row.scope, Number(row.rev)]))
  return Object.fromEntries(scopes.map((scope) => [scope, covered.get(scope) ?? 0]))
}

/**
 * The same of scopes that the person has left, by records of theirs there.
 *
 * No further than those records' own revisions: how much happens in a squad is nothing for those who are not of it.
 */
export async function durableKept(
  db: Tx,
  author: PersonId,
  ids: readonly EntryId[],
  config: Pick<Config, 'backupDir'>,
): Promise<Readonly<Record<ScopeId, number>>> {
  if (ids.length === 0) return {}
  const rows = await db
    .selectFrom('entry')
    .select(['scope', 'rev'])
    .where('id', 'in', ids)
    .where('author', '=', author)
    .where('status', '=', 'accepted')
    .execute()
  const scopes = [...new Set(rows.map((row) => row.scope as ScopeId))]
  const durable = await durableRevisions(db, scopes, config)
  const kept: Record<ScopeId, number> = {}
  for (const row of rows) {
    const scope = row.scope as ScopeId
    kept[scope] = Math.max(kept[scope] ?? 0, Math.min(Number(row.rev), durable[scope] ?? 0))
  }
  return kept
}

export async function backupNotice(
  db: Tx,
  { backupDir }: Pick<Config, 'backupDir'>,
): Promise<Pick<SyncResponse, 'backup'>> {
  return backupDir === '' ? {} : { backup: { coversUntil: await readCoversUntil(db) } }
}
