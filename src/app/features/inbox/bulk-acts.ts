import type { DeskQueue } from '../../../domain/casework/desk-queue.ts'
import type { CaseActKind } from '../../../domain/casework/transitions.ts'
import type { InboxResponse } from '../../../protocol/office.ts'

export type InboxSort = InboxResponse['counts'][number]['sort']

/** What several cases of a queue can be given at once, and by which key. */
export const bulkActs: Readonly<Partial<Record<InboxSort, { readonly kind: CaseActKind; readonly letter: string }>>> = {
  toFile: { kind: 'case.filed', letter: 'L' },
  toDispatch: { kind: 'case.dispatched', letter: 'P' },
  toCheck: { kind: 'case.checked', letter: 'H' },
}

/** How the server is asked for the cases of one sort. */
export const queryOf = (
  sort: InboxSort,
): { readonly queue: DeskQueue } | { readonly overdue: 'yes' } | { readonly supervised: 'yes' } => {
  if (sort === 'overdue') return { overdue: 'yes' }
  return sort === 'supervised' ? { supervised: 'yes' } : { queue: sort }
}
