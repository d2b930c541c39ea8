import * as v from 'valibot'
import { bureauScope, ScopeId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { isAtLeast, WindAlert } from './wind-alert.ts'

/** 大风预警 as the office enters it, for a squad or for the whole bureau. */
export const WindAlertDocument = v.looseObject({
  /** `wind-` and the scope that it is for. */
  id: v.pipe(v.string(), v.regex(/^wind-/)),
  scope: ScopeId,
  level: WindAlert,
  /** It ends by itself: nobody remembers to take a warning back at night. */
  until: Instant,
})
export type WindAlertDocument = v.InferOutput<typeof WindAlertDocument>

export const windAlertId = (scope: ScopeId): string => `wind-${scope}`

/** A week: no wind lasts longer, and a year mistyped does not stay on every phone. */
export const longestAlertMs = 7 * 24 * 3_600_000

type InForce = Pick<WindAlertDocument, 'scope' | 'level' | 'until'>

const worstOf = (alerts: readonly InForce[], nowMs: number): WindAlert =>
  alerts
    .filter(({ until }) => Date.parse(until) > nowMs)
    .reduce<WindAlert>((worst, { level }) => (isAtLeast(level, worst) ? level : worst), 'none')

/** The worst that is in force at that moment for a squad: its own or the bureau's, and nobody else's. */
export const alertInForce = (alerts: readonly InForce[], nowMs: number, scope: ScopeId): WindAlert =>
  worstOf(
    alerts.filter((alert) => alert.scope === scope || alert.scope === bureauScope),
    nowMs,
  )

/** The worst that is in force anywhere among these. */
export const worstAlertInForce = worstOf
