/** A cold finger errs; a finder has ten thousand tries before him. */
const freeTries = 4
const firstDelayMs = 30_000
/** Longer would keep an officer from her own post for a colleague's joke; four digits last a finder 200 days on average even so. */
const longestDelayMs = 60 * 60 * 1000

/** How long the next try must wait after so many wrong ones in a row: nothing for four, then 30 s, doubled each time, at most an hour. */
export function pinDelayMs(wrongTries: number): number {
  if (wrongTries <= freeTries) return 0
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (wrongTries - freeTries - 1))
}
