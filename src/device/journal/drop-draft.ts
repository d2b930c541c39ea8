import type { XunhuDatabase } from '../database/database.ts'

/** The tables that dropping a draft touches, for the caller's transaction. */
export const draftTables = (db: XunhuDatabase) => [db.drafts, db.parts, db.partBytes, db.thumbnails, db.voicePieces]

/** Removes a draft and what was taken for it and belongs to no entry: photos, voice notes, what a recording has so far. Inside the caller's transaction. */
export async function dropDraft(db: XunhuDatabase, draftId: string): Promise<void> {
  const [taken] = await Promise.all([
    db.parts.where('draftId').equals(draftId).toArray(),
    db.drafts.delete(draftId),
    db.voicePieces.where('draftId').equals(draftId).delete(),
  ])
  const orphans = taken.filter((row) => row.sendState === 'draft').map((row) => row.partId)
  if (orphans.length === 0) return
  await Promise.all([db.parts, db.partBytes, db.thumbnails].map((table) => table.bulkDelete(orphans)))
}
