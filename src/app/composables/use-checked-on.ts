import { computed, type ComputedRef } from 'vue'
import { localDate } from '../../domain/duty/local-day.ts'
import type { CheckedOn } from '../../domain/signage/street-round.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'
import { useWindAlert } from './use-wind-alert.ts'

/** What says whether a sign is to be surveyed by now: the day, and the winds that are over. */
export function useCheckedOn(): ComputedRef<CheckedOn> {
  const { session } = usePerson()
  const { endsOf } = useWindAlert()
  const now = useNow(60_000)
  const date = computed(() => localDate(now.value, session.timeZone))
  return computed(() => ({ date: date.value, timeZone: session.timeZone, windEndsOf: endsOf.value }))
}
