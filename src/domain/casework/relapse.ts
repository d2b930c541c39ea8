/** 反弹: the same kind at the same place again, no longer than this after its end. */
export const relapseWithinDays = 30
const relapseWithinMs = relapseWithinDays * 24 * 3_600_000

/** A case at the same point, as the ledger has it. */
export interface EarlierCase {
  readonly state: string
  /** What it waits for. */
  readonly queue: string | null
  /** When it ended, or somebody last spoke of its end. */
  readonly endedAtMs: number
}

/**
 * Whether a new report may be this case come back.
 *
 * What was solved where it was found was never on the office's list: it waits for nothing, and nobody opens it again.
 */
export function mayHaveRelapsed({ state, queue, endedAtMs }: EarlierCase, reportedAtMs: number): boolean {
  const wasStruckOff = state === 'evaluated' || (state === 'closed' && queue === 'toEvaluate')
  return wasStruckOff && endedAtMs <= reportedAtMs && reportedAtMs - endedAtMs <= relapseWithinMs
}
