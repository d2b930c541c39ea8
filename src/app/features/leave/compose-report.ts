import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { ShiftState } from '../../../domain/duty/shift-state.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { shiftFacts } from '../../../domain/report/shift-facts.ts'
import { shiftReportText, type ReportWords } from '../../../domain/report/shift-report-text.ts'

const minuteMs = 60_000

/** The report as it will be true once this person has left: its own line already says until when. */
export function composeReport(
  state: ShiftState,
  cases: readonly CaseState[],
  leaving: { readonly personId: PersonId; readonly atMs: number },
  words: ReportWords,
): string {
  // By the minute: the text is shown by the minute, and must not be written anew at every second.
  const leftAtMs = Math.floor(leaving.atMs / minuteMs) * minuteMs
  const presences = state.presences.map((presence) =>
    presence.personId === leaving.personId && presence.leftAtMs === null && presence.basis !== 'backfilled'
      ? { ...presence, leftAtMs: Math.max(leftAtMs, presence.arrivedAtMs) }
      : presence,
  )
  const facts = shiftFacts({ ...state, presences }, cases)
  return facts ? shiftReportText(facts, words) : ''
}
