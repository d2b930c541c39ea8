import { bureauScope, type ScopeId } from '../ids.ts'
import type { Warning } from './wind-alert-document.ts'
import { isAtLeast, type WindAlert } from './wind-alert.ts'

/** One wind, from the first of its warnings to the end of the last. */
export interface WindSpan {
  readonly fromMs: number
  readonly endMs: number
}

/** A scope's warnings, as its document has them. */
export interface Warned {
  readonly scope: ScopeId
  readonly warnings?: readonly Warning[] | undefined
}

/** Warnings that followed upon each other were one wind: it has ended when the last of them did. */
function joined(spans: readonly WindSpan[]): readonly WindSpan[] {
  const winds: WindSpan[] = []
  for (const span of [...spans].sort((left, right) => left.fromMs - right.fromMs)) {
    const last = winds.at(-1)
    if (last && span.fromMs <= last.endMs)
      winds[winds.length - 1] = { fromMs: last.fromMs, endMs: Math.max(last.endMs, span.endMs) }
    else winds.push(span)
  }
  return winds
}

/** The winds of this level and worse that a squad was warned of by now, by itself or the bureau; the oldest first. */
export function windSpans(
  warned: readonly Warned[],
  scope: ScopeId,
  nowMs: number,
  level: WindAlert,
): readonly WindSpan[] {
  const spans = warned
    .filter((each) => each.scope === scope || each.scope === bureauScope)
    .flatMap(({ warnings }) => warnings ?? [])
    .filter((warning) => isAtLeast(warning.level, level))
    .map(({ from, until }) => ({ fromMs: Date.parse(from), endMs: Date.parse(until) }))
  return joined(spans.filter(({ fromMs }) => fromMs <= nowMs))
}

/** The wind that blows now; null where none does. */
export const windNow = (warned: readonly Warned[], scope: ScopeId, nowMs: number): WindSpan | null =>
  windSpans(warned, scope, nowMs, 'blue').find(({ endMs }) => endMs > nowMs) ?? null
