import type { SubjectId } from '../ids.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import type { SignState } from './sign-state.ts'

/** What all entries about one sign say together; the newest registration stands; null without one. */
export function foldSign(signId: SubjectId, given: readonly StampedEntry[]): SignState | null {
  const registrations = effectiveEntries(given).entries.filter(
    (item): item is StampedEntry<'sign.registered'> => item.entry.kind === 'sign.registered',
  )
  const newest = registrations[registrations.length - 1]?.entry
  if (!newest) return null
  return {
    signId,
    scope: newest.scope,
    attributes: newest.data,
    registeredBy: newest.id,
    registeredAtMs: correctedAtMs(newest),
  }
}
