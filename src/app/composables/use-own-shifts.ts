import { computed, type ComputedRef } from 'vue'
import type { RosterState } from '../../domain/duty/fold-roster.ts'
import { addDays, localDate } from '../../domain/duty/local-day.ts'
import { rosterNews, type ShiftNews } from '../../domain/duty/roster-news.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import type { PersonId } from '../../domain/ids.ts'
import { useDutyNow } from './use-duty-now.ts'
import { useLiveQuery } from './use-live-query.ts'
import { usePerson } from './use-person.ts'

/** Rosters are published for a week or a month at once. */
const aheadDays = 35

export interface OwnShifts {
  /** False until this phone was looked through. */
  readonly loaded: ComputedRef<boolean>
  readonly nowMs: ComputedRef<number>
  /** Of the days to come, practice apart, by start. */
  readonly shifts: ComputedRef<readonly Shift[]>
  readonly news: ComputedRef<readonly ShiftNews[]>
}

/** The shifts that this person is rostered for, and what of them she has not yet seen. */
export function useOwnShifts(): OwnShifts {
  const { assignments, database, session } = usePerson()
  const personId = session.personId as PersonId
  const nowMs = useDutyNow(60_000)
  const today = computed(() => localDate(nowMs.value, session.timeZone))
  const own = useLiveQuery<readonly Shift[] | undefined>(
    () => assignments.shiftsOf(personId, today.value, addDays(today.value, aheadDays)),
    undefined,
  )
  const said = useLiveQuery<readonly RosterState[] | undefined>(
    async () => (await database.rosters.where('people').equals(personId).toArray()).map(({ value }) => value),
    undefined,
  )
  return {
    loaded: computed(() => own.value !== undefined && said.value !== undefined),
    nowMs,
    shifts: computed(() => (own.value ?? []).filter(({ drill, endsAt }) => !drill && Date.parse(endsAt) > nowMs.value)),
    news: computed(() =>
      own.value && said.value ? rosterNews({ personId, own: own.value, said: said.value, nowMs: nowMs.value }) : [],
    ),
  }
}
