import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'

/** Of a record of this kind no more than decides whether its author's role may make it. */
export const bareData = (kind: EntryKind): unknown =>
  kind === 'case.closedOnSite' || kind === 'case.handled' ? { disposition: 'PERSUADE', withOfficer: 'p-1001' } : {}
