import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { nearestStreet } from '../../../domain/place/nearest-street.ts'
import type { Street } from '../../../domain/place/street.ts'
import { streetRound, type RoundSign } from '../../../domain/signage/street-round.ts'
import { useCheckedOn } from '../../composables/use-checked-on.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { usePerson } from '../../composables/use-person.ts'

const aroundM = 150

export interface StreetRound {
  readonly streets: ComputedRef<readonly Street[]>
  /** '' for all; until a person chooses, the street one stands in. */
  readonly streetId: Ref<string>
  readonly signs: ComputedRef<readonly RoundSign[]>
  readonly done: ComputedRef<number>
}

/** 我的街: its signs as one would walk to them. */
export function useStreetRound(): StreetRound {
  const { assignments, database, session } = usePerson()
  const locator = useLocator()
  const checked = useCheckedOn()
  const chosen = ref<string | null>(null)
  const all = useLiveQuery(() => assignments.all('streets'), [])
  const rows = useLiveQuery(() => database.signs.toArray(), [])
  const here = computed(() => ('best' in locator.value ? locator.value.best : null))
  const streets = computed(() =>
    all.value.filter((street) => session.members.some((member) => member.scope === street.scope)),
  )
  const nearest = computed(() => (here.value ? nearestStreet(here.value, streets.value, aroundM)?.id : undefined) ?? '')
  const streetId = computed({
    get: () => chosen.value ?? nearest.value,
    set: (id) => (chosen.value = id),
  })
  const signs = computed(() =>
    streetRound(
      rows.value.filter((row) => streetId.value === '' || row.streetId === streetId.value).map((row) => row.value),
      here.value,
      checked.value,
    ),
  )
  return { streets, streetId, signs, done: computed(() => signs.value.filter(({ isDue }) => !isDue).length) }
}
