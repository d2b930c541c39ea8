import { computed, reactive, ref, watch, type ComputedRef, type Ref } from 'vue'
import { bureauScope, windIdOf, type PersonId, type ScopeId } from '../../../domain/ids.ts'
import { may } from '../../../domain/people/permissions.ts'
import { nearestGateM } from '../../../domain/place/nearest-gate.ts'
import { crewOfStreet, crewStops, streetsOf, type Crew } from '../../../domain/signage/route-plan.ts'
import type { RouteStop } from '../../../domain/signage/wind-entries.ts'
import { splitAmongCrews, type WindStop } from '../../../domain/signage/wind-route.ts'
import { useCrewRoutes } from '../../composables/use-crew-routes.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useWindRoute } from '../../composables/use-wind-route.ts'
import { wind as t } from '../../texts/zh-CN/wind.ts'
import { fill } from '../../texts/text.ts'

interface PlannedStreet {
  readonly id: string
  readonly stops: readonly WindStop[]
}

export interface RoutePlan {
  /** Squads whose route one may split. */
  readonly homes: ComputedRef<readonly ScopeId[]>
  readonly home: Ref<ScopeId | ''>
  readonly crews: Crew[]
  readonly streets: ComputedRef<readonly PlannedStreet[]>
  crewAt(streetId: string): number
  give(streetId: string, crew: number): void
  setCount(count: number): void
  readonly publishedAt: ComputedRef<string | null>
  readonly isChanged: Ref<boolean>
  readonly problem: Readonly<Ref<unknown>>
  publish(): Promise<void>
}

/** 今晚路线 being split: a street goes to one crew, and nothing reaches a phone before it is published. */
export function useRoutePlan(): RoutePlan {
  const { assignments, journal, session } = usePerson()
  const route = useWindRoute()
  const { all: published, signOf } = useCrewRoutes()
  const schools = useLiveQuery(() => assignments.all('schools'), [])
  const roads = useLiveQuery(() => assignments.all('streets'), [])
  const chosen = ref<ScopeId | ''>('')
  const crews = reactive<Crew[]>([])
  const given = reactive(new Map<string, number>())
  const isChanged = ref(false)
  const problem = ref<unknown>(null)

  const homes = computed(() =>
    session.members
      .filter(({ scope, role }) => scope !== bureauScope && may(role, 'raiseAlert'))
      .map(({ scope }) => scope),
  )
  const home = computed<ScopeId | ''>({
    get: () => (chosen.value === '' ? (homes.value[0] ?? '') : chosen.value),
    set: (next) => (chosen.value = next),
  })
  const standing = computed(() => published.value.filter(({ route: { home: of } }) => of === home.value))
  /** What was published stays on it, done or not, with what the register has put on it since. */
  const stops = computed(() => {
    const before = standing.value.flatMap(({ crew, route: { since } }) =>
      crewStops(crew, signOf.value, Date.parse(since)),
    )
    const now = route.value.filter(({ sign }) => sign.scope === home.value)
    const known = new Set(now.map(({ sign }) => sign.signId))
    return [...now, ...before.filter(({ sign }) => !known.has(sign.signId))].sort(
      (left, right) => right.score.total - left.score.total,
    )
  })
  const streets = computed(() =>
    streetsOf(stops.value).map((id) => ({
      id,
      stops: stops.value.filter(({ sign }) => (sign.attributes.streetId ?? '') === id),
    })),
  )

  const newCrew = (n: number): Crew => ({ name: fill(t.crew, { n }), squad: home.value as ScopeId, people: [] })
  function splitAnew(): void {
    given.clear()
    splitAmongCrews(stops.value, crews.length).forEach((load, index) => {
      for (const { sign } of load) given.set(sign.attributes.streetId ?? '', index)
    })
  }
  function setCount(count: number): void {
    const wanted = Math.min(20, Math.max(1, Math.round(count) || 1))
    while (crews.length < wanted) crews.push(newCrew(crews.length + 1))
    crews.splice(wanted)
    splitAnew()
    isChanged.value = true
  }
  // What stands is what one begins from, and what one comes back to after each publication.
  watch(
    () => [home.value, ...standing.value.map(({ route: { publishedAt } }) => publishedAt)].join(' '),
    () => {
      isChanged.value = false
      given.clear()
      crews.splice(
        0,
        crews.length,
        ...standing.value.map(({ crew: { name, squad, people } }) => ({ name, squad, people })),
      )
      if (crews.length === 0) crews.push(newCrew(1))
    },
    { immediate: true },
  )

  /** The signs may come after the route that names them. */
  const publishedCrews = computed(() => {
    const [first] = standing.value
    return first ? crewOfStreet(first.route, signOf.value) : new Map<string, number>()
  })
  const crewAt = (streetId: string): number =>
    Math.min(given.get(streetId) ?? publishedCrews.value.get(streetId) ?? 0, crews.length - 1)
  const toStop = ({ sign, score: { grade, height, exposure, gate } }: WindStop): RouteStop => ({
    sign: sign.signId,
    score: { grade, height, exposure, gate },
    gateM: nearestGateM(sign.attributes.point, schools.value),
    roadClass: roads.value.find(({ id }) => id === sign.attributes.streetId)?.roadClass ?? null,
  })

  async function publish(): Promise<void> {
    const of = home.value
    if (of === '') return
    const data = {
      crews: crews.map((crew, index) => ({
        name: crew.name.trim() || fill(t.crew, { n: index + 1 }),
        squad: crew.squad,
        people: [...crew.people] as PersonId[],
        stops: stops.value.filter(({ sign }) => crewAt(sign.attributes.streetId ?? '') === index).map(toStop),
      })),
    }
    try {
      await journal.record([{ kind: 'wind.routed', scope: of, subjects: [windIdOf(of)], after: [], data }])
      isChanged.value = false
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  return {
    homes,
    home,
    crews,
    streets,
    crewAt,
    give: (streetId, crew) => {
      given.set(streetId, crew)
      isChanged.value = true
    },
    setCount,
    publishedAt: computed(() => standing.value[0]?.route.publishedAt ?? null),
    isChanged,
    problem,
    publish,
  }
}
