import { computed, type ComputedRef, type Ref } from 'vue'
import type { ShiftSnapshot } from '../../domain/duty/shift.ts'
import { postOfShift, shiftPlaceName } from '../../domain/duty/shift-place.ts'
import type { Post, School } from '../../domain/place/school.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

export interface ShiftPlace {
  readonly school: ComputedRef<School | undefined>
  readonly post: ComputedRef<Post | undefined>
  /** School · post where they are known, else the shift's own title. */
  readonly name: ComputedRef<string>
}

/** Where a shift stands, from the registers on this phone. */
export function useShiftPlace(shift: Readonly<Ref<ShiftSnapshot | undefined>>): ShiftPlace {
  const { assignments } = usePerson()
  const school = useLiveQuery(async () => {
    const schoolId = shift.value?.schoolId
    return schoolId ? assignments.one('schools', schoolId) : undefined
  }, undefined)
  return {
    school: computed(() => school.value),
    post: computed(() => postOfShift(shift.value, school.value)),
    name: computed(() => shiftPlaceName(shift.value, school.value)),
  }
}
