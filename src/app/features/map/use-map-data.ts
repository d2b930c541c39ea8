import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { SignRow } from '../../../device/database/rows.ts'
import { openStages } from '../../../domain/casework/case-stage.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { localDate } from '../../../domain/duty/local-day.ts'
import { nearestStreet } from '../../../domain/place/nearest-street.ts'
import type { Fix, Point } from '../../../domain/place/point.ts'
import type { School } from '../../../domain/place/school.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { streetRound, type RoundSign } from '../../../domain/signage/street-round.ts'
import { walkOrder } from '../../../domain/signage/walk-order.ts'
import { useCheckedOn } from '../../composables/use-checked-on.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useMyTrack } from './use-my-track.ts'

/** An open case that somebody has placed. */
export interface PlacedCase {
  readonly state: CaseState
  readonly point: Pick<Point, 'lat' | 'lng'>
}

export interface MapData {
  readonly here: ComputedRef<Fix | null>
  readonly isLocating: ComputedRef<boolean>
  readonly schools: Readonly<Ref<readonly School[] | null>>
  readonly signs: ComputedRef<readonly SignState[]>
  readonly cases: ComputedRef<readonly PlacedCase[]>
  /** False while this phone's database has not answered for all of them: what is not there yet may still come. */
  readonly isRead: ComputedRef<boolean>
  /** 最近未查; null where there is nothing to survey, or no fix to say what is near. */
  readonly nearest: ComputedRef<RoundSign | null>
  /** 走街顺序 of the street that one stands in, or of the nearest sign's. */
  readonly walk: ComputedRef<readonly SignState[]>
  /** Read only while somebody asks for it, by `isTracked`. */
  readonly track: Readonly<Ref<readonly Pick<Point, 'lat' | 'lng'>[]>>
  readonly isTracked: Ref<boolean>
}

/** A fix that is farther from every centre line is in no street. */
const inStreetM = 150

function placedCases(states: readonly CaseState[]): readonly PlacedCase[] {
  return states.flatMap((state) => {
    const { fix } = state.report.place
    return fix ? [{ state, point: fix }] : []
  })
}

/** What the map shows of this phone's own data; nothing of it is asked from a server. */
export function useMapData(): MapData {
  const { assignments, database, session } = usePerson()
  const locator = useLocator()
  const now = useNow(60_000)
  const date = computed(() => localDate(now.value, session.timeZone))
  const checked = useCheckedOn()
  const here = computed(() => ('best' in locator.value ? locator.value.best : null))
  const isTracked = ref(false)
  const schools = useLiveQuery<readonly School[] | null>(() => assignments.all('schools'), null)
  const streets = useLiveQuery(() => assignments.all('streets'), [])
  const rows = useLiveQuery<readonly SignRow[] | null>(() => database.signs.toArray(), null)
  const placed = useLiveQuery<readonly PlacedCase[] | null>(
    async () =>
      placedCases((await database.cases.where('state').anyOf(openStages).toArray()).map(({ value }) => value)),
    null,
  )
  const signs = computed(() =>
    (rows.value ?? []).map(({ value }) => value).filter(({ mergedInto }) => mergedInto === null),
  )
  const nearest = computed(() => {
    const first = here.value ? streetRound(signs.value, here.value, checked.value)[0] : undefined
    return first?.isDue ? first : null
  })
  const walk = computed(() => {
    const inside = here.value ? nearestStreet(here.value, streets.value, inStreetM) : undefined
    const streetId = inside?.id ?? nearest.value?.sign.attributes.streetId
    const street = streets.value.find(({ id }) => id === streetId)
    if (!street) return []
    const ofStreet = signs.value.filter(({ attributes }) => attributes.streetId === street.id)
    return walkOrder(ofStreet, street.line, here.value, checked.value)
  })
  return {
    here,
    isLocating: computed(() => locator.value.state === 'searching'),
    schools,
    signs,
    cases: computed(() => placed.value ?? []),
    isRead: computed(() => [schools, rows, placed].every(({ value }) => value !== null)),
    nearest,
    walk,
    track: useMyTrack(date, isTracked),
    isTracked,
  }
}
