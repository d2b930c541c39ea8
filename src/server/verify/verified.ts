/** What is looked at, in this order. */
export const checks = [
  'entries',
  'feeds',
  'documents',
  'subjects',
  'cases',
  'complaints',
  'signs',
  'parts',
  'erasures',
  'audit',
] as const
export type Check = (typeof checks)[number]

/** How one check of the store ended. */
export interface Verified {
  readonly check: Check
  /** Rows that were looked at. */
  readonly looked: number
  /** What does not hold, by id, for whoever mends it; empty when all is well. */
  readonly broken: readonly string[]
  /** Worth keeping where nobody who holds the database can reach. */
  readonly keep?: string
}
