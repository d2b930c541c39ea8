import type { XunhuDatabase } from '../database/database.ts'
import { loadFact } from '../database/facts.ts'

/** Whether every feed of the person has been read to its end: only then does what none of them brought say something. */
export async function areFeedsRead(db: XunhuDatabase): Promise<boolean> {
  const cursors = await db.cursors.toArray()
  const members = (await loadFact(db, 'members')) ?? []
  const begun = new Set<string>(cursors.map(({ scope }) => scope))
  return cursors.every(({ complete }) => complete === 'yes') && members.every(({ scope }) => begun.has(scope))
}
