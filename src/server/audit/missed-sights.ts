/** Counts the looks that the audit could not take: who only reads is let go on while the store is full or away. */
export interface MissedSights {
  note(count: number): void
  /** Of this process, since it started. */
  total(): number
}

export function createMissedSights(): MissedSights {
  let total = 0
  return { note: (count) => (total += count), total: () => total }
}
