import * as v from 'valibot'
import { ScopeId, type SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { WindAlert } from './wind-alert.ts'
import { RouteCrews, type RouteStop } from './wind-entries.ts'

/** 今晚路线 as it was split: the home has all of it, another squad what its crews go to. Made by the server, gone when the wind is over. */
export const WindRouteDocument = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^route-/)),
  /** Whose phones read it. */
  scope: ScopeId,
  /** Whose signs they are. */
  home: ScopeId,
  /** Of the warning that is in force for the home. */
  level: WindAlert,
  /** When the wind began: what was surveyed since then is done. */
  since: Instant,
  until: Instant,
  publishedAt: Instant,
  crews: RouteCrews,
})
export type WindRouteDocument = v.InferOutput<typeof WindRouteDocument>

export const windRouteIdOf = (home: ScopeId, squad: ScopeId): string =>
  squad === home ? `route-${home}` : `route-${home}@${squad}`

/** What is known of a stop's place by those who split the route; undefined where the sign stands on none. */
export const stopOf = (routes: readonly WindRouteDocument[], sign: SubjectId): RouteStop | undefined =>
  routes.flatMap(({ crews }) => crews.flatMap(({ stops }) => stops)).find((stop) => stop.sign === sign)
