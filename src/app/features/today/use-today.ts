import { computed, type ComputedRef, type Ref } from 'vue'
import type { CaseRow } from '../../../device/database/rows.ts'
import { isOpenCase } from '../../../domain/casework/case-stage.ts'
import { addDays, localDate } from '../../../domain/duty/local-day.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { TodayShift } from '../../../domain/duty/today.ts'
import type { PersonId } from '../../../domain/ids.ts'
import type { School } from '../../../domain/place/school.ts'
import { useDutyNow } from '../../composables/use-duty-now.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { dayShifts } from './day-shifts.ts'
import { useDayMemory } from './use-day-memory.ts'

/** How far ahead the next shift is looked for when today holds none. */
const lookAheadDays = 7

export interface Today {
  readonly nowMs: ComputedRef<number>
  readonly date: ComputedRef<string>
  /** False until the database has been looked at: an empty day is said only when it is one. */
  readonly loaded: ComputedRef<boolean>
  /** What needs the hand first is first. */
  readonly shifts: ComputedRef<readonly TodayShift[]>
  readonly next: ComputedRef<Shift | undefined>
  /** Undefined until they have been looked at. */
  readonly schools: Readonly<Ref<readonly School[] | undefined>>
  /** Cases of this person that still lack photos. */
  readonly owed: Readonly<Ref<readonly CaseRow[]>>
  readonly openDrafts: Readonly<Ref<number>>
}

export function useToday(): Today {
  const { assignments, database, drafts, session } = usePerson()
  const me = session.personId as PersonId
  const nowMs = useDutyNow(10_000)
  const date = computed(() => localDate(nowMs.value, session.timeZone))
  const rostered = useLiveQuery<readonly Shift[] | undefined>(
    () => assignments.shiftsOf(me, addDays(date.value, -1), addDays(date.value, lookAheadDays)),
    undefined,
  )
  const rows = useLiveQuery(
    () => database.shifts.where('date').between(addDays(date.value, -1), date.value, true, true).toArray(),
    [],
  )
  const owed = useLiveQuery<readonly CaseRow[]>(
    () =>
      database.cases
        .where('owedPhotos')
        .above(0)
        .filter((row) => row.reporter === me && isOpenCase(row.state))
        .toArray(),
    [],
  )
  const schools = useLiveQuery<readonly School[] | undefined>(() => assignments.all('schools'), undefined)
  useDayMemory({ rostered, rows, schools })

  return {
    nowMs,
    date,
    loaded: computed(() => rostered.value !== undefined),
    shifts: computed(() => {
      const near = (rostered.value ?? []).filter((shift) => shift.date <= addDays(date.value, 1))
      const input = { rostered: near, rows: rows.value, personId: me, date: date.value, nowMs: nowMs.value }
      return dayShifts(input)
    }),
    next: computed(() =>
      (rostered.value ?? []).find(
        (shift) => !shift.drill && Date.parse(shift.startsAt) > nowMs.value && shift.date > date.value,
      ),
    ),
    schools,
    owed,
    openDrafts: useLiveQuery(async () => (await drafts.list()).filter((draft) => draft.kind === 'finding').length, 0),
  }
}
