import { computed, type ComputedRef } from 'vue'
import { alertInForce } from '../../domain/signage/wind-alert-document.ts'
import type { WindAlert } from '../../domain/signage/wind-alert.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'

/** 大风预警 that is in force for the squads of whoever is signed in. */
export function useWindAlert(): ComputedRef<WindAlert> {
  const { assignments } = usePerson()
  const now = useNow(60_000)
  const alerts = useLiveQuery(() => assignments.all('alerts'), [])
  return computed(() => alertInForce(alerts.value, now.value))
}
