import type { ScopeId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { saveFact } from '../database/facts.ts'
import type { JournalRow } from '../database/rows.ts'
import { foldTables, refoldSubjects } from '../journal/refold.ts'
import type { SyncAnswer } from './sync-answer.ts'

/** Understood by no server, and so answered from the start should the scope ever come back. */
const noCursor = ''

const isAnswered = (row: JournalRow): boolean => row.sendState === 'received' || row.sendState === 'accepted'

/**
 * Removes what the server has of a scope: records, pictures, documents.
 *
 * What is unsent or needs the person stays, whoever the scope belongs to now; so does a record whose photos are still to be
 * sent, until they are: the scope is then looked at again with the next answer.
 */
async function removeScope(db: XunhuDatabase, scope: ScopeId): Promise<void> {
  const rows = await db.journal
    .where('[scope+rev]')
    .between([scope, -Infinity], [scope, Infinity])
    .filter(isAnswered)
    .toArray()
  const parts = await db.parts
    .where('entryId')
    .anyOf(rows.map((row) => row.id))
    .toArray()
  const owing = new Set(parts.filter((part) => part.sendState === 'queued').map((part) => part.entryId))
  const leaving = rows.filter((row) => !owing.has(row.id))
  const leavingParts = parts.filter((part) => !owing.has(part.entryId)).map((part) => part.partId)
  await db.journal.bulkDelete(leaving.map((row) => row.id))
  await db.parts.bulkDelete(leavingParts)
  await db.partBytes.bulkDelete(leavingParts)
  await db.thumbnails.bulkDelete(leavingParts)
  await db.assignments.where('scope').equals(scope).delete()
  if (owing.size === 0) await db.cursors.delete(scope)
  else await db.cursors.put({ scope, cursor: noCursor, complete: 'no' })
  await refoldSubjects(
    db,
    leaving.flatMap((row) => row.subjects),
  )
}

/** Takes over whose feeds the person reads now: rows of a lost scope go, unsent work stays. */
export async function applyMembers(db: XunhuDatabase, members: SyncAnswer['members']): Promise<void> {
  const scopes = new Set(members.map((member) => member.scope))
  const tables = [...foldTables(db), db.parts, db.partBytes, db.thumbnails, db.assignments, db.cursors, db.facts]
  await db.transaction('rw', tables, async () => {
    const held = await db.cursors.toCollection().primaryKeys()
    for (const scope of held) if (!scopes.has(scope)) await removeScope(db, scope)
    await saveFact(
      db,
      'members',
      members.map(({ scope, role }) => ({ scope, role })),
    )
  })
}
