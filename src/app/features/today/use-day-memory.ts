import { onScopeDispose, watch, type Ref } from 'vue'
import type { ShiftRow } from '../../../device/database/rows.ts'
import { shiftPlaceName } from '../../../domain/duty/shift-place.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { School } from '../../../domain/place/school.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { dayRowsOf } from './day-rows.ts'

export interface DaySources {
  /** Undefined until they have been looked at, as the schools. */
  readonly rostered: Readonly<Ref<readonly Shift[] | undefined>>
  readonly rows: Readonly<Ref<readonly ShiftRow[]>>
  readonly schools: Readonly<Ref<readonly School[] | undefined>>
}

/** The first screen and the first pass of sync come first: writing costs a slow phone a few milliseconds of theirs. */
const afterMs = 2_000

/** Keeps what 今日 is made of for the first glance of the next start. */
export function useDayMemory({ rostered, rows, schools }: DaySources): void {
  const { days } = useServices()
  const { session } = usePerson()
  let timer: ReturnType<typeof setTimeout> | undefined

  function remember(): void {
    timer = undefined
    const schoolById = new Map(schools.value?.map((school) => [school.id as string, school]))
    const placeNames = (rostered.value ?? []).map((shift) => {
      return [shift.id, shiftPlaceName(shift, schoolById.get(shift.schoolId ?? ''))] as const
    })
    const kept = {
      rostered: rostered.value ?? [],
      rows: dayRowsOf(rows.value, session.personId),
      placeNames: Object.fromEntries(placeNames),
    }
    days.remember(session.personId, kept)
  }

  watch([rostered, rows, schools], () => {
    clearTimeout(timer)
    if (rostered.value && schools.value) timer = setTimeout(remember, afterMs)
  })
  onScopeDispose(() => {
    if (timer === undefined) return
    clearTimeout(timer)
    remember()
  })
}
