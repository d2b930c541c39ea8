import { bureauScope, windIdOf } from '../ids.ts'
import type { JournalEntry } from '../journal/entry.ts'
import { longestAlertMs } from './wind-alert-document.ts'

/** Where a record about the wind contradicts itself; null where it does not. A scope has one wind, and no warning that nobody would ever see end. */
export function windContradiction(entry: JournalEntry): string | null {
  const { kind, subjects, scope } = entry
  const isAboutWind = kind.startsWith('wind.') || subjects[0]?.startsWith('wind-') === true
  if (isAboutWind && subjects[0] !== windIdOf(scope)) return 'subjects.0'
  if (kind === 'wind.routed' && scope === bureauScope) return 'scope'
  if (kind !== 'wind.warned') return null
  const { at, data } = entry
  return Date.parse(data.until) - Date.parse(at) > longestAlertMs ? 'data.until' : null
}
