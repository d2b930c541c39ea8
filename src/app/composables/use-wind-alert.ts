import { computed, type ComputedRef } from 'vue'
import { bureauScope, type ScopeId } from '../../domain/ids.ts'
import { alertInForce, worstAlertInForce } from '../../domain/signage/wind-alert-document.ts'
import { strongWindEnds } from '../../domain/signage/wind-recheck.ts'
import type { WindAlert } from '../../domain/signage/wind-alert.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'

export interface WindAlerts {
  /** In force anywhere among the squads of whoever is signed in. */
  readonly worst: ComputedRef<WindAlert>
  /** In force for a squad; follows the clock where it is read in an effect. */
  at(scope: ScopeId): WindAlert
  /** When each wind of 黄 and worse was over for a squad. */
  readonly endsOf: ComputedRef<(scope: ScopeId) => readonly number[]>
}

/** 大风预警, as this device knows it. */
export function useWindAlert(): WindAlerts {
  const { assignments, session } = usePerson()
  const now = useNow(60_000)
  const alerts = useLiveQuery(() => assignments.all('alerts'), [])
  const routes = useLiveQuery(() => assignments.all('routes'), [])
  /** With those of squads that have lent signs: their own documents are not for this phone. */
  const known = computed(() => [
    ...alerts.value,
    ...routes.value.map(({ home, level, until }) => ({ scope: home, level, until })),
  ])
  // As text, so that a minute in which no wind has ended makes no list of 10,000 signs anew.
  const endings = computed(() => {
    const scopes = [...new Set([bureauScope, ...session.members.map(({ scope }) => scope)])]
    return JSON.stringify(scopes.map((scope) => [scope, strongWindEnds(alerts.value, scope, now.value)]))
  })
  const endsOf = computed(() => {
    const byScope = new Map(JSON.parse(endings.value) as [ScopeId, number[]][])
    return (scope: ScopeId): readonly number[] => byScope.get(scope) ?? byScope.get(bureauScope) ?? []
  })
  return {
    endsOf,
    worst: computed(() => worstAlertInForce(known.value, now.value)),
    at: (scope) => alertInForce(known.value, now.value, scope),
  }
}
