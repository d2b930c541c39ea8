import { computed, type ComputedRef } from 'vue'
import type { ShiftRow } from '../../device/database/rows.ts'
import type { Shift, ShiftSnapshot } from '../../domain/duty/shift.ts'
import type { ShiftState } from '../../domain/duty/shift-state.ts'
import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { homeScope } from '../../domain/people/home-scope.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

export interface ShiftView {
  /** False until this phone was looked through: only then is a shift said to be unknown. */
  readonly loaded: ComputedRef<boolean>
  /** As rostered; undefined for 顶岗 and 巡查. */
  readonly rostered: ComputedRef<Shift | undefined>
  /** What the records say; undefined while there are none. */
  readonly state: ComputedRef<ShiftState | undefined>
  readonly snapshot: ComputedRef<ShiftSnapshot | undefined>
  /** Home scope of everything recorded about it. */
  scope(): ScopeId
}

/** One shift as this phone knows it, live. */
export function useShift(shiftId: SubjectId): ShiftView {
  const { assignments, database, session } = usePerson()
  // Null: looked for and not there. Undefined: not looked yet.
  const rostered = useLiveQuery<Shift | null | undefined>(
    async () => (await assignments.one('shifts', shiftId)) ?? null,
    undefined,
  )
  const row = useLiveQuery<ShiftRow | null | undefined>(
    async () => (await database.shifts.get(shiftId)) ?? null,
    undefined,
  )
  return {
    loaded: computed(() => rostered.value !== undefined && row.value !== undefined),
    rostered: computed(() => rostered.value ?? undefined),
    state: computed(() => row.value?.state),
    snapshot: computed(() => row.value?.state.snapshot ?? rostered.value ?? undefined),
    scope: () => row.value?.scope ?? rostered.value?.scope ?? homeScope(session.members),
  }
}
