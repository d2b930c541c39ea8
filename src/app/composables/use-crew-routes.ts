import { computed, type ComputedRef } from 'vue'
import { crewStops, isInCrew, type CrewStop } from '../../domain/signage/route-plan.ts'
import type { RouteCrew, RouteStop } from '../../domain/signage/wind-entries.ts'
import type { SignState } from '../../domain/signage/sign-state.ts'
import type { WindRouteDocument } from '../../domain/signage/wind-route-document.ts'
import { useLiveQuery } from './use-live-query.ts'
import { useNow } from './use-now.ts'
import { usePerson } from './use-person.ts'

/** What a crew goes to, and how far it is. */
export interface CrewRoute {
  readonly route: WindRouteDocument
  readonly crew: RouteCrew
  readonly stops: readonly CrewStop[]
  readonly left: number
  readonly isMine: boolean
}

export interface CrewRoutes {
  /** 今晚路线 as it was split, while the wind blows; under 红 nobody goes. */
  readonly all: ComputedRef<readonly CrewRoute[]>
  readonly signOf: ComputedRef<(stop: Pick<RouteStop, 'sign'>) => SignState | undefined>
}

/** 今晚路线 as the office has split it, from what this device holds: it needs no network. */
export function useCrewRoutes(): CrewRoutes {
  const { assignments, database, session } = usePerson()
  const now = useNow(60_000)
  const routes = useLiveQuery(() => assignments.all('routes'), [])
  const stopIds = computed(() =>
    routes.value.flatMap(({ crews }) => crews.flatMap(({ stops }) => stops.map(({ sign }) => sign))),
  )
  const rows = useLiveQuery(() => database.signs.bulkGet(stopIds.value), [])
  const signOf = computed(() => {
    const byId = new Map(rows.value.flatMap((row) => (row ? [[row.value.signId, row.value] as const] : [])))
    return ({ sign }: Pick<RouteStop, 'sign'>): SignState | undefined => byId.get(sign)
  })
  const squads = session.members.map(({ scope }) => scope)
  // Of a route that came for both squads of one person the home's copy says all.
  const standing = computed(() =>
    routes.value.filter(
      ({ until, level, home, scope }) =>
        Date.parse(until) > now.value && level !== 'red' && (scope === home || !squads.includes(home)),
    ),
  )
  const all = computed(() =>
    standing.value.flatMap((route) =>
      route.crews.map((crew) => {
        const stops = crewStops(crew, signOf.value, Date.parse(route.since))
        const left = crew.stops.length - stops.filter(({ isDone }) => isDone).length
        return { route, crew, stops, left, isMine: isInCrew(crew, session.personId, squads) }
      }),
    ),
  )
  return { all, signOf }
}
