import type { PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { refusalOf } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import { isHazard } from '../../domain/signage/grade.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'
import { entriesAbout } from './entries-about.ts'

/** 补录 is for the last two days. */
const backfillWithinMs = 48 * 60 * 60 * 1000

/** Only to another squad that exists: what is granted to the bureau would be everybody's. */
async function refuseGrantTarget(tx: Tx, { scope, data }: JournalEntry<'subject.granted'>): Promise<EntryCode | null> {
  const squad = data.to === scope ? null : await findAssignment(tx, 'squads', data.to)
  return squad ? null : 'entry/grant-target'
}

/** A double stands in no list and on no route: a hazard that is open would vanish with it. */
async function refuseMerge(tx: Tx, { subjects }: JournalEntry<'sign.merged'>): Promise<EntryCode | null> {
  const [double] = subjects
  const entries = double && (await entriesAbout(tx, [double])).get(double)
  const grade = double && entries ? (foldSign(double, entries)?.grade ?? null) : null
  return grade !== null && isHazard(grade) ? 'entry/hazard-open' : null
}

const isTooLate = (entry: JournalEntry<'duty.backfilled'>, nowMs: number): boolean =>
  nowMs - Date.parse(entry.data.arrivedAt) > backfillWithinMs

/** What the server knows of the author and the subject before it decides. */
export interface Standing {
  /** In the entry's scope, or in one that its subject was granted to; none where the author is in neither. */
  readonly role: Role | undefined
  /** Of the primary subject, fixed by its first entry; null where this is the first. */
  readonly home: ScopeId | null
  /** Of the record that is withdrawn. A target that has not arrived yet is no reason: it may be on the same phone, behind this one. */
  readonly targetAuthor: PersonId | undefined
  readonly nowMs: number
}

/**
 * Why the author, in the role they have in the entry's scope, may not make this record; null when they may.
 *
 * Only the impossible: what is late, oddly clocked or lacks a photo is accepted.
 */
export async function refuseEntry(
  tx: Tx,
  entry: JournalEntry,
  { role, home, targetAuthor, nowMs }: Standing,
): Promise<EntryCode | null> {
  if (role === undefined) return 'entry/scope-not-member'
  const notPermitted = refusalOf(role, entry.kind, entry.data)
  if (notPermitted) return notPermitted
  if (entry.kind === 'duty.backfilled' && isTooLate(entry, nowMs)) return 'entry/too-late'
  if (targetAuthor !== undefined && targetAuthor !== entry.author) return 'entry/target-not-yours'
  if (entry.kind === 'subject.granted') {
    const notThere = await refuseGrantTarget(tx, entry)
    if (notThere) return notThere
  }
  if (entry.kind === 'sign.merged') {
    const isOpen = await refuseMerge(tx, entry)
    if (isOpen) return isOpen
  }
  return home !== null && home !== entry.scope ? 'entry/scope-changed' : null
}
