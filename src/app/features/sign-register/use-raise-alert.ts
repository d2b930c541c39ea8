import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { bureauScope, windIdOf, type ScopeId } from '../../../domain/ids.ts'
import { may } from '../../../domain/people/permissions.ts'
import type { WindLifted, WindWarned } from '../../../domain/signage/wind-entries.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useNow } from '../../composables/use-now.ts'
import { useServices } from '../../composables/use-services.ts'
import { useSquadNames } from '../../composables/use-squad-names.ts'
import { wind as t } from '../../texts/zh-CN/wind.ts'

const hourMs = 3_600_000
const mostHours = 72

export interface RaiseAlert {
  /** Whom a warning may be for: one's own squads, for the command also the bureau. */
  readonly places: ComputedRef<readonly { readonly scope: ScopeId; readonly name: string }[]>
  readonly scope: Ref<ScopeId | ''>
  readonly level: Ref<WindWarned['level']>
  /** '' while the field is empty: it would end the warning at once. */
  readonly hours: Ref<number | ''>
  readonly mostHours: number
  readonly isReady: ComputedRef<boolean>
  /** Whether the chosen place has a warning of its own that could be lifted. */
  readonly isInForce: ComputedRef<boolean>
  readonly problem: Readonly<Ref<unknown>>
  raise(): Promise<void>
  lift(): Promise<void>
}

/** A warning as the office enters it: for which squad, how bad, and when it ends by itself; and its end before that. */
export function useRaiseAlert(): RaiseAlert {
  const { assignments, journal, session } = usePerson()
  const { clock } = useServices()
  const now = useNow(60_000)
  const { nameOf: squadName } = useSquadNames()
  const alerts = useLiveQuery(() => assignments.all('alerts'), [])
  const problem = ref<unknown>(null)
  const chosen = ref<ScopeId | ''>('')
  const level = ref<WindWarned['level']>('blue')
  const hours = ref<number | ''>(12)
  const isSaving = ref(false)

  const nameOf = (scope: ScopeId): string => (scope === bureauScope ? t.allSquads : squadName(scope))
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

  async function record(
    word:
      | { readonly kind: 'wind.warned'; readonly data: WindWarned }
      | { readonly kind: 'wind.lifted'; readonly data: WindLifted },
  ): Promise<void> {
    const of = scope.value
    if (of === '' || isSaving.value) return
    isSaving.value = true
    try {
      await journal.record([{ ...word, scope: of, subjects: [windIdOf(of)], after: [] }])
      problem.value = null
    } catch (failure) {
      problem.value = failure
    } finally {
      isSaving.value = false
    }
  }

  async function raise(): Promise<void> {
    const ahead = hoursAhead.value
    if (ahead === null) return
    const until = new Date(clock.now() + ahead * hourMs).toISOString()
    await record({ kind: 'wind.warned', data: { level: level.value, until } })
  }

  return {
    places,
    scope,
    level,
    hours,
    mostHours,
    isReady: computed(() => scope.value !== '' && hoursAhead.value !== null && !isSaving.value),
    isInForce: computed(() =>
      alerts.value.some(
        ({ level: of, ...alert }) =>
          of !== 'none' && alert.scope === scope.value && Date.parse(alert.until) > now.value,
      ),
    ),
    problem,
    raise,
    lift: () => record({ kind: 'wind.lifted', data: {} }),
  }
}
