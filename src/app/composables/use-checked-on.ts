import { computed, type ComputedRef } from 'vue'
import { localDate } from '../../domain/duty/local-day.ts'
import type { CheckedOn } from '../../domain/signage/street-round.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'
import { useWindAlert } from './use-wind-alert.ts'

/** What says whether a sign is to be surveyed by now: the day, the winds that are over, and the bureau's seasons. */
export function useCheckedOn(): ComputedRef<CheckedOn> {
  const { assignments, session } = usePerson()
  const { endsOf } = useWindAlert()
  const calendar = useLiveQuery(() => assignments.one('calendars', 'calendar'), undefined)
  const now = useNow(60_000)
  const date = computed(() => localDate(now.value, session.timeZone))
  return computed(() => ({
    date: date.value,
    timeZone: session.timeZone,
    windEndsOf: endsOf.value,
    seasons: calendar.value?.seasons ?? [],
  }))
}
