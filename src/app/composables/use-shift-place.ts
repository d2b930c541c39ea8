import { computed, type ComputedRef, type Ref } from 'vue'
import type { ShiftSnapshot } from '../../domain/duty/shift.ts'
import { postOfShift, shiftPlaceName } from '../../domain/duty/shift-place.ts'
import type { Post, School } from '../../domain/place/school.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

export interface ShiftPlace {
  /** Whether the registers were asked about this very shift: until then nobody knows whether it has a post. */
  readonly loaded: ComputedRef<boolean>
  readonly school: ComputedRef<School | undefined>
  readonly post: ComputedRef<Post | undefined>
  /** School · post where they are known, else the shift's own title. */
  readonly name: ComputedRef<string>
}

/** Where a shift stands, from the registers on this phone. */
export function useShiftPlace(shift: Readonly<Ref<ShiftSnapshot | undefined>>): ShiftPlace {
  const { assignments } = usePerson()
  const found = useLiveQuery(async () => {
    const schoolId = shift.value?.schoolId
    return { schoolId, school: schoolId ? await assignments.one('schools', schoolId) : undefined }
  }, null)
  const loaded = computed(() => found.value !== null && found.value.schoolId === shift.value?.schoolId)
  const school = computed(() => (loaded.value ? found.value?.school : undefined))
  return {
    loaded,
    school,
    post: computed(() => postOfShift(shift.value, school.value)),
    name: computed(() => shiftPlaceName(shift.value, school.value)),
  }
}
