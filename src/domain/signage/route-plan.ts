import type { PersonId, ScopeId } from '../ids.ts'
import type { SignState } from './sign-state.ts'
import type { RouteCrew, RouteStop } from './wind-entries.ts'
import type { WindRouteDocument } from './wind-route-document.ts'
import { totalOf, type WindStop } from './wind-route.ts'

/** Who goes: a squad, or those people of it. */
export type Crew = Pick<RouteCrew, 'name' | 'squad' | 'people'>

/** A stop of the published route as it is now. */
export interface CrewStop extends WindStop {
  /** Surveyed since the wind began. */
  readonly isDone: boolean
}

/** Streets in the order in which the most pressing sign of each comes; signs on no street are one. */
export const streetsOf = (stops: readonly WindStop[]): readonly string[] => [
  ...new Set(stops.map(({ sign }) => sign.attributes.streetId ?? '')),
]

/** Which crew goes through each street so far; a street that was not split yet has none. */
export function crewOfStreet(
  route: Pick<WindRouteDocument, 'crews'>,
  signOf: (stop: RouteStop) => SignState | undefined,
): ReadonlyMap<string, number> {
  const byStreet = new Map<string, number>()
  route.crews.forEach(({ stops }, index) => {
    for (const stop of stops) byStreet.set(signOf(stop)?.attributes.streetId ?? '', index)
  })
  return byStreet
}

const isDoneSince = ({ surveys }: SignState, sinceMs: number): boolean => (surveys.at(-1)?.atMs ?? 0) >= sinceMs

/** A crew's stops, the most pressing first, as this device's records say; a sign that it does not hold yet is left out. */
export function crewStops(
  { stops }: Pick<RouteCrew, 'stops'>,
  signOf: (stop: RouteStop) => SignState | undefined,
  sinceMs: number,
): readonly CrewStop[] {
  return stops.flatMap((stop) => {
    const sign = signOf(stop)
    if (!sign) return []
    return [{ sign, score: { ...stop.score, total: totalOf(stop.score) }, isDone: isDoneSince(sign, sinceMs) }]
  })
}

/** Whether somebody goes with a crew. */
export const isInCrew = (crew: Crew, personId: PersonId, squads: readonly ScopeId[]): boolean =>
  crew.people.length > 0 ? crew.people.includes(personId) : squads.includes(crew.squad)
