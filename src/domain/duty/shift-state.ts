import type { EntryId, PersonId, SubjectId } from '../ids.ts'
import type { CheckResult } from '../inspection/inspection-entries.ts'
import type { CounterId } from './counter.ts'
import type { DutyArrived, DutyLeft, Placement, Timeliness } from './duty-entries.ts'
import type { EquipmentId } from './equipment.ts'
import type { ShiftSnapshot } from './shift.ts'

/** One person's time at one shift. Times are corrected captured times, ms since 1970. */
export interface Presence {
  readonly personId: PersonId
  readonly basis: DutyArrived['basis'] | 'backfilled'
  readonly arrivedAtMs: number
  readonly placement: Placement
  readonly timeliness: Timeliness
  readonly equipment: readonly EquipmentId[]
  readonly reason: string | null
  /** Null while on post. */
  readonly leftAtMs: number | null
  readonly leftMode: DutyLeft['mode'] | null
  readonly handedTo: PersonId | null
  readonly report: DutyLeft['report'] | null
  readonly away: readonly { readonly fromMs: number; readonly toMs: number | null; readonly reason: string }[]
  readonly confirmedAtMs: readonly number[]
  /** The device had never spoken with the server, or its clock moved by more than 2 min. */
  readonly clockUnverified: boolean
}

export interface CheckAnswer {
  readonly result: CheckResult
  readonly note: string | null
  readonly atMs: number
  readonly by: PersonId
}

/** What all entries about one shift say together. Equal for every arrival order of the same entries. */
export interface ShiftState {
  readonly shiftId: SubjectId
  /** From the first arrival or backfill; null while nobody has come. */
  readonly snapshot: ShiftSnapshot | null
  readonly presences: readonly Presence[]
  readonly counts: Readonly<Record<CounterId, number>>
  /** By `templateId@version`, then by item id. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, CheckAnswer>>>>
  readonly caseIds: readonly SubjectId[]
  readonly withdrawn: readonly EntryId[]
}

/** Raised whenever foldShift says something else about the same entries; tables of folds are then rebuilt. */
export const shiftFoldVersion = 2
