import type { PartId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'

/**
 * Erases the bytes and the small pictures of parts that the server has erased, and owes them no more.
 *
 * Their records stay as they are. Inside the caller's transaction.
 */
export async function eraseParts(db: XunhuDatabase, erased: readonly { readonly partId: PartId }[]): Promise<void> {
  const partIds = erased.map(({ partId }) => partId)
  if (partIds.length === 0) return
  await db.partBytes.bulkDelete(partIds)
  await db.thumbnails.bulkDelete(partIds)
  await db.parts.where('partId').anyOf(partIds).modify({ sendState: 'erased', code: '' })
}
