import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { bureauScope, type ScopeId } from '../../../domain/ids.ts'
import { may } from '../../../domain/people/permissions.ts'
import { windAlertId } from '../../../domain/signage/wind-alert-document.ts'
import type { WindAlert } from '../../../domain/signage/wind-alert.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { wind as t } from '../../texts/zh-CN/wind.ts'

const hourMs = 3_600_000
const mostHours = 72

export interface RaiseAlert {
  /** Whom a warning may be for: one's own squads, for the command also the bureau. */
  readonly places: ComputedRef<readonly { readonly scope: ScopeId; readonly name: string }[]>
  readonly scope: Ref<ScopeId | ''>
  readonly level: Ref<WindAlert>
  /** '' while the field is empty: it would end the warning at once. */
  readonly hours: Ref<number | ''>
  readonly mostHours: number
  readonly isReady: ComputedRef<boolean>
  readonly problem: Readonly<Ref<unknown>>
  raise(): Promise<void>
}

/** A warning as the office enters it: for which squad, how bad, and when it ends by itself. */
export function useRaiseAlert(): RaiseAlert {
  const { assignments, database, session, sync } = usePerson()
  const { clock, office } = useServices()
  const squads = useLiveQuery(() => assignments.all('squads'), [])
  const problem = ref<unknown>(null)
  const chosen = ref<ScopeId | ''>('')
  const level = ref<WindAlert>('blue')
  const hours = ref<number | ''>(12)
  const isSaving = ref(false)

  const nameOf = (scope: ScopeId): string =>
    scope === bureauScope ? t.allSquads : (squads.value.find(({ id }) => id === scope)?.name ?? scope)
  const places = computed(() =>
    session.members
      .filter(({ scope, role }) => may(role, scope === bureauScope ? 'raiseAlertForAll' : 'raiseAlert'))
      .map(({ scope }) => ({ scope, name: nameOf(scope) })),
  )
  const scope = computed<ScopeId | ''>({
    get: () => (chosen.value === '' ? (places.value[0]?.scope ?? '') : chosen.value),
    set: (next) => (chosen.value = next),
  })
  const hoursAhead = computed(() =>
    typeof hours.value === 'number' && hours.value >= 1 && hours.value <= mostHours ? hours.value : null,
  )

  async function raise(): Promise<void> {
    const [of, ahead] = [scope.value, hoursAhead.value]
    if (of === '' || ahead === null || isSaving.value) return
    isSaving.value = true
    const id = windAlertId(of)
    const known = await database.assignments.get(`alerts/${id}`)
    const until = new Date(clock.now() + ahead * hourMs).toISOString()
    try {
      const data = { id, scope: of, level: level.value, until }
      await office.edit({ collection: 'alerts', id, scope: of, baseRev: known?.rev ?? null, data })
      problem.value = null
    } catch (failure) {
      problem.value = failure
    } finally {
      // Also after a stale one: the next try must know the warning that stands.
      sync.nudge()
      isSaving.value = false
    }
  }

  const isReady = computed(() => scope.value !== '' && hoursAhead.value !== null && !isSaving.value)
  return { places, scope, level, hours, mostHours, isReady, problem, raise }
}
