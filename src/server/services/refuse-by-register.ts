import type { PersonId, ScopeId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { EntryCode } from '../../protocol/codes.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'
import { findPerson, membershipsOf } from './people.ts'

/** Only to another squad that exists: what is granted to the bureau would be everybody's. */
async function refuseGrantTarget(tx: Tx, { scope, data }: JournalEntry<'subject.granted'>): Promise<EntryCode | null> {
  const squad = data.to === scope ? null : await findAssignment(tx, 'squads', data.to)
  return squad ? null : 'entry/grant-target'
}

/** To the home or to a squad that exists, which then sees the case. */
async function refuseHandler(
  tx: Tx,
  { scope, data }: JournalEntry<'case.dispatched' | 'case.verifyAsked'>,
): Promise<EntryCode | null> {
  const isThere = data.to === scope || (await findAssignment(tx, 'squads', data.to)) !== null
  return isThere ? null : 'entry/grant-target'
}

/** Crews are of squads that exist. */
async function refuseCrews(tx: Tx, { scope, data }: JournalEntry<'wind.routed'>): Promise<EntryCode | null> {
  for (const squad of new Set(data.crews.map((crew) => crew.squad)))
    if (squad !== scope && (await findAssignment(tx, 'squads', squad)) === null) return 'entry/grant-target'
  return null
}

/** Nobody acts for a unit that is not theirs. */
async function refuseUnit(tx: Tx, author: PersonId, unit: ScopeId): Promise<EntryCode | null> {
  const memberships = await membershipsOf(tx, author)
  return memberships.some(({ scope }) => scope === unit) ? null : 'entry/scope-not-member'
}

/** 执法证: the one that the bureau's register holds of the author, and valid on the day. */
async function refuseCertificate(
  tx: Tx,
  { author, data }: JournalEntry<'case.penaltyRecorded'>,
): Promise<EntryCode | null> {
  const held = (await findPerson(tx, author))?.certificate
  const { number, validTo } = data.certificate
  const isHeld = held?.number === number && held.validTo === validTo && validTo >= data.signedOn
  return isHeld ? null : 'entry/certificate-invalid'
}

/** What the bureau's registers of squads and people say against a record; null where they say nothing. */
export async function refuseByRegister(tx: Tx, entry: JournalEntry): Promise<EntryCode | null> {
  if (entry.kind === 'subject.granted') return refuseGrantTarget(tx, entry)
  if (entry.kind === 'wind.routed') return refuseCrews(tx, entry)
  if (entry.kind === 'case.dispatched' || entry.kind === 'case.verifyAsked') return refuseHandler(tx, entry)
  if (entry.kind === 'case.penaltyRecorded') return refuseCertificate(tx, entry)
  return 'unit' in entry.data ? refuseUnit(tx, entry.author, entry.data.unit as ScopeId) : null
}
