import type { XunhuDatabase } from '../../src/device/database/database.ts'
import { applyDelta } from '../../src/device/sync/apply-delta.ts'
import type { PulledDelta, PulledDocument, PulledEntry } from '../../src/device/sync/sync-answer.ts'
import type { EntryEnvelope } from '../../src/domain/journal/entry.ts'
import type { ScopeId } from '../../src/domain/ids.ts'
import { squad } from './field-records.ts'

/** One page of a feed as it comes off the wire. */
export const page = (change: Partial<PulledDelta> = {}): PulledDelta => ({
  scope: squad,
  to: 'cursor-1',
  complete: true,
  entries: [],
  assignments: [],
  gone: [],
  ...change,
})

export const pulled = (entry: unknown, rev = 7): PulledEntry => ({
  entry: JSON.parse(JSON.stringify(entry)) as PulledEntry['entry'],
  stamp: { rev, receivedAt: '2026-11-20T07:00:00.000Z', authorRole: 'officer' },
})

export const shiftDocument = (id: string, rev: number, scope: string = squad): PulledDocument => ({
  collection: 'shifts',
  id,
  scope: scope as ScopeId,
  rev,
  v: 1,
  data: { id, date: '2026-11-20', title: `${id}@${rev}` },
})

/** A colleague's record as the server sends it. */
export const colleaguesEntry = (own: object, id: string): EntryEnvelope =>
  ({ ...own, id, author: 'p-1002', device: '01890000-0000-7000-8000-00000000d002' }) as EntryEnvelope

/** The page as an answer brings it that was asked for from where the device stands. */
export async function give(db: XunhuDatabase, delta: PulledDelta): Promise<void> {
  await applyDelta(db, delta, (await db.cursors.get(delta.scope))?.cursor ?? null)
}
