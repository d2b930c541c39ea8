import type { ScopeId } from '../ids.ts'
import { windSpans, type Warned } from './wind-spans.ts'

/** 黄 and worse: wind that loosens what hangs. */
const strongFrom = 'yellow'
/** After it every sign above many people is looked at within two days. */
const recheckWithinMs = 48 * 3_600_000

/** When each wind of 黄 and worse was over for a squad, by its own warnings and the bureau's; the oldest first. */
export const strongWindEnds = (warned: readonly Warned[], scope: ScopeId, nowMs: number): readonly number[] =>
  windSpans(warned, scope, nowMs, strongFrom)
    .map(({ endMs }) => endMs)
    .filter((endMs) => endMs <= nowMs)

/** What the rule asks of a sign. */
export interface LookedAt {
  /** E1, E2, E3 of its newest survey; '' before the first. */
  readonly exposure: string
  readonly surveyedAtMs: number | null
}

export interface WindRecheck {
  readonly windEndedMs: number
  readonly byMs: number
}

/**
 * 大风后复查: by when a sign has to be looked at again because of a wind; null where no wind asks for it.
 *
 * Every E3 sign within 48 hours of the end of a wind of 黄 and worse, the first that it was not surveyed after. What nobody has
 * surveyed yet is due anyway.
 */
export function windRecheck({ exposure, surveyedAtMs }: LookedAt, ends: readonly number[]): WindRecheck | null {
  if (exposure !== 'E3' || surveyedAtMs === null) return null
  const windEndedMs = ends.find((endMs) => endMs > surveyedAtMs)
  return windEndedMs === undefined ? null : { windEndedMs, byMs: windEndedMs + recheckWithinMs }
}

/** Surveyed before this moment, an E3 sign waits for its survey after a wind (`since`), or is late with it (`lateSince`); null: none does. */
export function recheckLimits(
  ends: readonly number[],
  nowMs: number,
): { readonly since: number | null; readonly lateSince: number | null } {
  return {
    since: ends.at(-1) ?? null,
    lateSince: ends.filter((endMs) => endMs + recheckWithinMs < nowMs).at(-1) ?? null,
  }
}
