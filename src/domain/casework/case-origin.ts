import type { CaseState } from './case-state.ts'

/** Entered with the complaint that opened it: one that somebody made later, about what was found already, is not where it comes from. */
export function openingComplaint({
  complaints,
  reportedAtMs,
}: Pick<CaseState, 'complaints' | 'reportedAtMs'>): CaseState['complaints'][number] | null {
  const [first] = complaints
  return first && Date.parse(first.received.receivedAt) <= reportedAtMs ? first : null
}
