import type { SubjectId } from '../ids.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import { counterIds, type CounterId } from './counter.ts'
import { foldPresences } from './fold-presences.ts'
import type { CheckAnswer, ShiftState } from './shift-state.ts'

function foldCounts(entries: readonly StampedEntry[]): Readonly<Record<CounterId, number>> {
  const counts = Object.fromEntries(counterIds.map((id) => [id, 0])) as Record<CounterId, number>
  for (const { entry } of entries) {
    // A newer build may know more buttons than this one: adding to a missing count would be NaN.
    if (entry.kind === 'duty.tallied' && Object.hasOwn(counts, entry.data.counter))
      counts[entry.data.counter] += entry.data.delta
  }
  return counts
}

function foldAnswers(entries: readonly StampedEntry[]): ShiftState['answers'] {
  const answers: Record<string, Record<string, CheckAnswer>> = {}
  for (const { entry } of entries) {
    if (entry.kind !== 'inspection.answered') continue
    const ofTemplate = (answers[`${entry.data.templateId}@${entry.data.templateVersion}`] ??= {})
    for (const { itemId, result, note } of entry.data.answers) {
      // Entries come by captured time, so the later answer stands.
      ofTemplate[itemId] = { result, note: note ?? null, atMs: correctedAtMs(entry), by: entry.author }
    }
  }
  return answers
}

/**
 * What all entries about one shift say together.
 *
 * Pure and total: any order, any duplicates, kinds it does not know: the same set of entries gives the same state.
 */
export function foldShift(shiftId: SubjectId, given: readonly StampedEntry[]): ShiftState {
  const { entries, withdrawn } = effectiveEntries(given)
  const first = entries.find(({ entry }) => entry.kind === 'duty.arrived' || entry.kind === 'duty.backfilled')?.entry
  const snapshot = first?.kind === 'duty.arrived' || first?.kind === 'duty.backfilled' ? first.data.shift : null
  return {
    shiftId,
    snapshot,
    presences: foldPresences(entries),
    counts: foldCounts(entries),
    answers: foldAnswers(entries),
    caseIds: entries.flatMap(({ entry }) =>
      entry.kind === 'case.reported' && entry.subjects[0] ? [entry.subjects[0]] : [],
    ),
    withdrawn,
  }
}
