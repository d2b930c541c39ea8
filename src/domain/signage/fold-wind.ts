import { windIdOf, type ScopeId } from '../ids.ts'
import { byRevision } from '../journal/decision-order.ts'
import { effectiveEntries } from '../journal/effective-entries.ts'
import { correctedAtMs, type StampedEntry } from '../journal/entry.ts'
import type { Warning, WindAlertDocument } from './wind-alert-document.ts'

/** Two years of a windy place; what was not looked at since an older one is overdue by its cycle. */
const mostWarnings = 60

const isoOf = (ms: number): string => new Date(ms).toISOString()

/** What was in force has ended at that moment, if it had not before; what was to begin later never was. */
const endedBy = (warnings: readonly Warning[], atMs: number): readonly Warning[] =>
  warnings
    .filter(({ from }) => Date.parse(from) < atMs)
    .map((warning) => (Date.parse(warning.until) > atMs ? { ...warning, until: isoOf(atMs) } : warning))

function warningsAfter(warnings: readonly Warning[], { entry }: StampedEntry): readonly Warning[] {
  const atMs = correctedAtMs(entry)
  if (entry.kind === 'wind.lifted') return endedBy(warnings, atMs)
  if (entry.kind !== 'wind.warned') return warnings
  const { level, until } = entry.data
  return [...endedBy(warnings, atMs), { level, from: isoOf(atMs), until, by: entry.author }]
}

const isLifted = (entries: readonly StampedEntry[]): boolean =>
  entries.filter(({ entry: { kind } }) => kind === 'wind.warned' || kind === 'wind.lifted').at(-1)?.entry.kind ===
  'wind.lifted'

/** 大风预警 of a scope from its records: each stands in place of the one before it, in the server's order. */
export function foldWind(scope: ScopeId, given: readonly StampedEntry[]): WindAlertDocument {
  const entries = [...effectiveEntries(given).entries].sort(byRevision)
  const warnings = entries.reduce<readonly Warning[]>(warningsAfter, []).slice(-mostWarnings)
  const newest = warnings.at(-1)
  const until = newest?.until ?? isoOf(0)
  // Said outright: a clock that is a minute behind need not wait for the end.
  const level = newest === undefined || isLifted(entries) ? 'none' : newest.level
  return { id: windIdOf(scope), scope, level, until, warnings: [...warnings] }
}
