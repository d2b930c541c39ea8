import * as v from 'valibot'
import { bureauScope, PersonId, ScopeId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { isAtLeast, WindAlert } from './wind-alert.ts'

/** One 预警 as it was in force: entered by whom, from when, and until it ended by itself, was lifted or gave way to the next one. */
export const Warning = v.looseObject({ level: WindAlert, from: Instant, until: Instant, by: PersonId })
export type Warning = v.InferOutput<typeof Warning>

/** 大风预警 of a squad or of the whole bureau, as the server makes it of the records. */
export const WindAlertDocument = v.looseObject({
  /** `wind-` and the scope that it is for. */
  id: v.pipe(v.string(), v.regex(/^wind-/)),
  scope: ScopeId,
  /** Of the newest warning. */
  level: WindAlert,
  until: Instant,
  /** The newest ones, the oldest first: what has to be looked at after a wind follows from them. */
  warnings: v.optional(v.array(Warning), []),
})
export type WindAlertDocument = v.InferOutput<typeof WindAlertDocument>

/** A week: no wind lasts longer, and a year mistyped does not stay on every phone. */
export const longestAlertMs = 7 * 24 * 3_600_000

type InForce = Pick<WindAlertDocument, 'scope' | 'level' | 'until'>

const reaches = (scope: ScopeId) => (alert: Pick<InForce, 'scope'>) =>
  alert.scope === scope || alert.scope === bureauScope

const worstOf = (alerts: readonly InForce[], nowMs: number): WindAlert =>
  alerts
    .filter(({ until }) => Date.parse(until) > nowMs)
    .reduce<WindAlert>((worst, { level }) => (isAtLeast(level, worst) ? level : worst), 'none')

/** The worst that is in force at that moment for a squad: its own or the bureau's, and nobody else's. */
export const alertInForce = (alerts: readonly InForce[], nowMs: number, scope: ScopeId): WindAlert =>
  worstOf(alerts.filter(reaches(scope)), nowMs)

/** Until when the worst that is in force for a squad holds: what is longer, but milder, is not said of it. Null where nothing is in force. */
export function warnedUntilMs(alerts: readonly InForce[], nowMs: number, scope: ScopeId): number | null {
  const worst = alertInForce(alerts, nowMs, scope)
  const ends = alerts
    .filter((alert) => reaches(scope)(alert) && alert.level !== 'none' && alert.level === worst)
    .map(({ until }) => Date.parse(until))
    .filter((endMs) => endMs > nowMs)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** The worst that is in force anywhere among these. */
export const worstAlertInForce = worstOf
