import { correctedAtMs, type StampedEntry } from './entry.ts'

/** The server's order decides between decisions; those it has not seen come last, by captured time. */
export const byRevision = (left: StampedEntry, right: StampedEntry): number =>
  (left.stamp?.rev ?? Infinity) - (right.stamp?.rev ?? Infinity) ||
  correctedAtMs(left.entry) - correctedAtMs(right.entry) ||
  (left.entry.id < right.entry.id ? -1 : 1)
