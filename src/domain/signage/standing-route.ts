import type { ScopeId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import { alertInForce, type WindAlertDocument } from './wind-alert-document.ts'
import { windRouteIdOf, type WindRouteDocument } from './wind-route-document.ts'
import { windNow } from './wind-spans.ts'

const isoOf = (ms: number): string => new Date(ms).toISOString()

const newestRoute = (given: readonly StampedEntry[]): StampedEntry<'wind.routed'> | undefined =>
  effectiveEntries(given)
    .entries.filter((item): item is StampedEntry<'wind.routed'> => item.entry.kind === 'wind.routed')
    .sort(byRevision)
    .at(-1)

/** 今晚路线 that a squad has split, as its home reads it; null where none is, or the wind that it was for is over. */
export function standingRoute(
  home: ScopeId,
  aboutWind: readonly StampedEntry[],
  alerts: readonly WindAlertDocument[],
  nowMs: number,
): WindRouteDocument | null {
  const newest = newestRoute(aboutWind)
  const wind = windNow(alerts, home, nowMs)
  if (!newest || !wind || correctedAtMs(newest.entry) < wind.fromMs) return null
  return {
    id: windRouteIdOf(home, home),
    scope: home,
    home,
    level: alertInForce(alerts, nowMs, home),
    since: isoOf(wind.fromMs),
    until: isoOf(wind.endMs),
    publishedAt: isoOf(correctedAtMs(newest.entry)),
    crews: newest.entry.data.crews,
  }
}

/** What another squad reads of it: its own crews; null where it has none. */
export function routeFor(route: WindRouteDocument, squad: ScopeId): WindRouteDocument | null {
  const crews = route.crews.filter((crew) => crew.squad === squad)
  if (crews.length === 0) return null
  return { ...route, id: windRouteIdOf(route.home, squad), scope: squad, crews }
}
