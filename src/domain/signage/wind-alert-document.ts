import * as v from 'valibot'
import { ScopeId } from '../ids.ts'
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

/** The worst that is in force at that moment, of the squad's own and the bureau's. */
export const alertInForce = (alerts: readonly WindAlertDocument[], nowMs: number): WindAlert =>
  alerts
    .filter(({ until }) => Date.parse(until) > nowMs)
    .reduce<WindAlert>((worst, { level }) => (isAtLeast(level, worst) ? level : worst), 'none')
