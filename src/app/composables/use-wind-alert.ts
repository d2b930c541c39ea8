import { computed, type ComputedRef } from 'vue'
import type { ScopeId } from '../../domain/ids.ts'
import { alertInForce, worstAlertInForce } from '../../domain/signage/wind-alert-document.ts'
import type { WindAlert } from '../../domain/signage/wind-alert.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'

export interface WindAlerts {
  /** In force anywhere among the squads of whoever is signed in. */
  readonly worst: ComputedRef<WindAlert>
  /** In force for a squad; follows the clock where it is read in an effect. */
  at(scope: ScopeId): WindAlert
}

/** 大风预警, as this device knows it. */
export function useWindAlert(): WindAlerts {
  const { assignments } = usePerson()
  const now = useNow(60_000)
  const alerts = useLiveQuery(() => assignments.all('alerts'), [])
  return {
    worst: computed(() => worstAlertInForce(alerts.value, now.value)),
    at: (scope) => alertInForce(alerts.value, now.value, scope),
  }
}
