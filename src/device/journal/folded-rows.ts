import { caseFoldVersion } from '../../domain/casework/case-state.ts'
import { taskOf } from '../../domain/casework/case-task.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import { foldRoster, rosterFoldVersion } from '../../domain/duty/fold-roster.ts'
import { foldShift } from '../../domain/duty/fold-shift.ts'
import { shiftFoldVersion } from '../../domain/duty/shift-state.ts'
import type { PersonId, SubjectId } from '../../domain/ids.ts'
import type { StampedEntry } from '../../domain/journal/entry.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import { signFoldVersion } from '../../domain/signage/sign-state.ts'
import { noDueMs, type CaseRow, type RosterRow, type ShiftRow, type SignRow } from '../database/rows.ts'

// The lines of the phone's lists, each as the records about its subject make it; null where they make none.

export function toShiftRow(id: SubjectId, entries: readonly StampedEntry[]): ShiftRow | null {
  const [first] = entries
  if (!first) return null
  const state = foldShift(id, entries)
  return { id, scope: first.entry.scope, date: state.snapshot?.date ?? '', foldVersion: shiftFoldVersion, state }
}

export function toRosterRow(id: SubjectId, entries: readonly StampedEntry[]): RosterRow | null {
  const value = foldRoster(id, entries)
  if (!value) return null
  const people = Object.keys(value.seen) as PersonId[]
  const swapDate = value.swaps
    .map(({ shift }) => shift.date)
    .sort()
    .at(-1)
  return {
    id,
    scope: value.scope,
    people,
    ...(swapDate === undefined ? {} : { swapDate }),
    foldVersion: rosterFoldVersion,
    value,
  }
}

export function toCaseRow(id: SubjectId, entries: readonly StampedEntry[]): CaseRow | null {
  const value = foldCase(id, entries)
  if (!value) return null
  const task = taskOf(value)
  return {
    id,
    scope: value.scope,
    reporter: value.reporter,
    state: value.state,
    atMs: value.reportedAtMs,
    owedPhotos: value.owedPhotos,
    taskUnit: task?.unit ?? '',
    taskPerson: task?.person ?? '',
    taskDueMs: task?.dueAtMs ?? noDueMs,
    foldVersion: caseFoldVersion,
    value,
  }
}

export function toSignRow(id: SubjectId, entries: readonly StampedEntry[]): SignRow | null {
  const value = foldSign(id, entries)
  if (!value) return null
  const { scope, attributes, owedPhotos } = value
  return { id, scope, streetId: attributes.streetId ?? '', owedPhotos, foldVersion: signFoldVersion, value }
}
