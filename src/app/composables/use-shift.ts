import { computed, type ComputedRef } from 'vue'
import type { Shift, ShiftSnapshot } from '../../domain/duty/shift.ts'
import type { ShiftState } from '../../domain/duty/shift-state.ts'
import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { homeScope } from '../../domain/people/home-scope.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

export interface ShiftView {
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
  const rostered = useLiveQuery(() => assignments.one('shifts', shiftId), undefined)
  const row = useLiveQuery(() => database.shifts.get(shiftId), undefined)
  return {
    rostered: computed(() => rostered.value),
    state: computed(() => row.value?.state),
    snapshot: computed(() => row.value?.state.snapshot ?? rostered.value),
    scope: () => row.value?.scope ?? rostered.value?.scope ?? homeScope(session.members),
  }
}
