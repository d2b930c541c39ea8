import type { EntryId, ScopeId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import { releaseScope } from './held-rows.ts'
import { letGo, letGoTables } from './let-go.ts'
import type { SyncAnswer } from './sync-answer.ts'

/** Everything that came through the feed, and what else lives in the scope, such as records that were never pulled. */
async function releaseLost(db: XunhuDatabase, scope: ScopeId): Promise<readonly EntryId[]> {
  const given = await releaseScope(db, scope)
  const atHome = await db.journal.where('[scope+rev]').between([scope, -Infinity], [scope, Infinity]).primaryKeys()
  await db.assignments.where('scope').equals(scope).delete()
  await db.cursors.delete(scope)
  return [...given, ...atHome]
}

/** Also one of which no page has come yet: it may be home to what was sent. */
async function scopesBefore(db: XunhuDatabase): Promise<readonly ScopeId[]> {
  const members = (await loadFact(db, 'members')) ?? []
  const read = await db.cursors.toCollection().primaryKeys()
  return [...new Set([...read, ...members.map(({ scope }) => scope as ScopeId)])]
}

/**
 * Takes over whose feeds the person reads now: what no feed of theirs shows any more goes, what only this device has stays.
 *
 * A scope that comes back is read from the start.
 */
export async function applyMembers(db: XunhuDatabase, members: SyncAnswer['members']): Promise<void> {
  const scopes = new Set(members.map((member) => member.scope))
  await db.transaction('rw', [...letGoTables(db), db.assignments], async () => {
    const lost = (await scopesBefore(db)).filter((scope) => !scopes.has(scope))
    const released: EntryId[] = []
    for (const scope of lost) released.push(...(await releaseLost(db, scope)))
    await letGo(db, released)
    await saveFact(
      db,
      'members',
      members.map(({ scope, role }) => ({ scope, role })),
    )
  })
}
