import { isClosedCase } from '../casework/case-stage.ts'
import type { CaseState } from '../casework/case-state.ts'
import type { CounterId } from '../duty/counter.ts'
import type { Session } from '../duty/session.ts'
import type { CheckAnswer, Presence, ShiftState } from '../duty/shift-state.ts'
import type { CheckResult } from '../inspection/inspection-entries.ts'

/** Everything that a shift report says, counted from the records and nothing else. */
export interface ShiftFacts {
  readonly title: string
  readonly session: Session
  readonly date: string
  readonly plannedFromMs: number
  readonly plannedToMs: number
  readonly presences: readonly Presence[]
  readonly counts: Readonly<Record<CounterId, number>>
  readonly checks: { readonly answered: number; readonly failed: number }
  readonly findings: {
    readonly total: number
    readonly closedOnSite: number
    readonly byCategory: readonly (readonly [string, number])[]
  }
  /** Words written beside answers, in the checklist's order. */
  readonly remarks: readonly string[]
  /** 三见警: observed or not; null when not answered. */
  readonly police: CheckResult | null
}

/** The shift checklist's item that records whether police and guards were seen. */
const policeItem = 'HX-16'

function countByCategory(cases: readonly CaseState[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { report } of cases) counts.set(report.categoryLabel, (counts.get(report.categoryLabel) ?? 0) + 1)
  return [...counts.entries()].sort(
    ([leftLabel, left], [rightLabel, right]) => right - left || (leftLabel < rightLabel ? -1 : 1),
  )
}

/** 补录 steps back as soon as the person's own phone has told of its arrival. */
function ownWordFirst(presences: readonly Presence[]): readonly Presence[] {
  const heard = new Set(presences.filter(({ basis }) => basis !== 'backfilled').map(({ personId }) => personId))
  return presences.filter(({ basis, personId }) => basis !== 'backfilled' || !heard.has(personId))
}

const remarksOf = (answers: readonly (readonly [string, CheckAnswer])[]): readonly string[] =>
  answers
    .flatMap(([itemId, { note }]) => (note ? [{ itemId, note }] : []))
    .sort((left, right) => (left.itemId < right.itemId ? -1 : 1))
    .map(({ note }) => note)

/** The facts of one shift; withdrawn findings do not count. Null before anybody arrived. */
export function shiftFacts(state: ShiftState, allCases: readonly CaseState[]): ShiftFacts | null {
  if (!state.snapshot) return null
  const answers = Object.values(state.answers).flatMap((ofTemplate) => Object.entries(ofTemplate))
  const cases = allCases.filter((value) => value.state !== 'withdrawn')
  return {
    title: state.snapshot.title,
    session: state.snapshot.session,
    date: state.snapshot.date,
    plannedFromMs: Date.parse(state.snapshot.startsAt),
    plannedToMs: Date.parse(state.snapshot.endsAt),
    presences: ownWordFirst(state.presences),
    counts: state.counts,
    checks: { answered: answers.length, failed: answers.filter(([, answer]) => answer.result === 'fail').length },
    findings: {
      total: cases.length,
      closedOnSite: cases.filter((value) => isClosedCase(value.state)).length,
      byCategory: countByCategory(cases),
    },
    remarks: remarksOf(answers),
    police: answers.find(([itemId]) => itemId === policeItem)?.[1].result ?? null,
  }
}
