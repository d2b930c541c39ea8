import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import type { SyncResponse } from '../../protocol/sync.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { saveFact } from '../database/facts.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'

/** What is unsent or needs the person stays, whoever the scope belongs to now. */
async function removeScope(db: XunhuDatabase, scope: ScopeId): Promise<void> {
  const rows = await db.journal.filter((row) => row.scope === scope && (row.sendState === 'received' || row.sendState === 'accepted')).toArray()
  await db.journal.bulkDelete(rows.map((row) => row.id))
  await db.assignments.where('scope').equals(scope).delete()
  await db.cursors.delete(scope)
  await refoldSubjects(db, rows.flatMap((row) => row.subjects as SubjectId[]))
}

/** Takes over whose feeds the person reads now: rows of a lost scope go, unsent work stays. */
export async function applyMembers(db: XunhuDatabase, members: SyncResponse['members']): Promise<void> {
  const scopes = new Set(members.map((member) => member.scope))
  const held = (await db.cursors.toArray()).map((cursor) => cursor.scope)
  const lost = held.filter((scope) => !scopes.has(scope))
  await db.transaction('rw', [...foldTables(db), db.assignments, db.cursors, db.facts], async () => {
    for (const scope of lost) await removeScope(db, scope)
    await saveFact(db, 'members', members.map(({ scope, role }) => ({ scope, role })))
  })
}
