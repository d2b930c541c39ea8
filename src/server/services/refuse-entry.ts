import type { JournalEntry } from '../../domain/journal/entry.ts'
import { refusalOf } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'

/** 补录 is for the last two days. */
const backfillWithinMs = 48 * 60 * 60 * 1000

/** A subject's home is fixed by its first entry. */
async function refuseOtherHome(tx: Tx, entry: JournalEntry): Promise<EntryCode | null> {
  const first = await tx
    .selectFrom('entry')
    .select('scope')
    .where('primary_subject', '=', entry.subjects[0] ?? '')
    .where('status', '=', 'accepted')
    .limit(1)
    .executeTakeFirst()
  return first !== undefined && first.scope !== entry.scope ? 'entry/scope-changed' : null
}

/** A target that has not arrived yet is no reason: it may be on the same phone, behind this one. */
async function refuseOthersTarget(tx: Tx, entry: JournalEntry<'record.withdrawn'>): Promise<EntryCode | null> {
  const target = await tx.selectFrom('entry').select('author').where('id', '=', entry.data.target).executeTakeFirst()
  return target && target.author !== entry.author ? 'entry/target-not-yours' : null
}

const isTooLate = (entry: JournalEntry<'duty.backfilled'>, nowMs: number): boolean =>
  nowMs - Date.parse(entry.data.arrivedAt) > backfillWithinMs

/**
 * Why the author, in the role they have in the entry's scope, may not make this record; null when they may.
 *
 * Only the impossible: what is late, oddly clocked or lacks a photo is accepted.
 */
export async function refuseEntry(
  tx: Tx,
  entry: JournalEntry,
  role: Role | undefined,
  nowMs: number,
): Promise<EntryCode | null> {
  if (role === undefined) return 'entry/scope-not-member'
  const notPermitted = refusalOf(role, entry.kind, entry.data)
  if (notPermitted) return notPermitted
  if (entry.kind === 'duty.backfilled' && isTooLate(entry, nowMs)) return 'entry/too-late'
  const notYours = entry.kind === 'record.withdrawn' ? await refuseOthersTarget(tx, entry) : null
  return notYours ?? refuseOtherHome(tx, entry)
}
