import type { PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import { isOutsideOwnUnit, refusalOf } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/role.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import { isHazard } from '../../domain/signage/grade.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'
import { entriesAbout } from './entries-about.ts'
import { refuseByRegister } from './refuse-by-register.ts'

/** 补录 is for the last two days. */
const backfillWithinMs = 48 * 60 * 60 * 1000

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
  if (isOutsideOwnUnit(role, entry.kind, entry.scope)) return 'entry/role-not-permitted'
  if (entry.kind === 'duty.backfilled' && isTooLate(entry, nowMs)) return 'entry/too-late'
  if (targetAuthor !== undefined && targetAuthor !== entry.author) return 'entry/target-not-yours'
  const byRegister = await refuseByRegister(tx, entry)
  if (byRegister) return byRegister
  if (entry.kind === 'sign.merged') {
    const isOpen = await refuseMerge(tx, entry)
    if (isOpen) return isOpen
  }
  return home !== null && home !== entry.scope ? 'entry/scope-changed' : null
}
