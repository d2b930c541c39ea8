import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import type { AssignmentDoc, Collection } from '../../../src/domain/journal/assignment.ts'
import type { ScopeId } from '../../../src/domain/ids.ts'
import type { AssignmentEdit } from '../../../src/protocol/office.ts'

export interface OfficeDocuments {
  readonly office: OfficeApi
  /** Every edit that was taken, in order. */
  readonly taken: readonly AssignmentEdit[]
  /** As another office would: without the screen's knowing. */
  put(collection: Collection, id: string, data: object, scope?: string): void
  data(collection: Collection, id: string): Readonly<Record<string, unknown>> | undefined
  /** Rings at whoever listens for the server's news. */
  ring(): void
}

/** The office's documents with their revisions, as the server keeps them. */
export function createOfficeDocuments(): OfficeDocuments {
  const documents = new Map<string, AssignmentDoc>()
  const listeners = new Set<() => void>()
  const taken: AssignmentEdit[] = []
  let rev = 0
  const keyOf = (collection: string, id: string): string => `${collection}/${id}`
  const put: OfficeDocuments['put'] = (collection, id, data, scope = 'squad-1') => {
    rev += 1
    const doc = { collection, id, scope: scope as ScopeId, rev, v: 1, data: { ...data } }
    documents.set(keyOf(collection, id), doc)
  }
  const assertFresh = (edits: readonly AssignmentEdit[]): void => {
    const isStale = ({ collection, id, baseRev }: AssignmentEdit): boolean =>
      (documents.get(keyOf(collection, id))?.rev ?? null) !== baseRev
    if (edits.some(isStale)) throw new ApiProblem('assignment/stale')
  }
  const take = (edits: readonly AssignmentEdit[]): void => {
    assertFresh(edits)
    for (const edit of edits) {
      taken.push(edit)
      if (edit.data === null) documents.delete(keyOf(edit.collection, edit.id))
      else put(edit.collection, edit.id, edit.data, edit.scope)
    }
  }
  const office = {
    assignments: async (collection: string) => [...documents.values()].filter((each) => each.collection === collection),
    edit: async (edit: AssignmentEdit) => {
      take([edit])
      return documents.get(keyOf(edit.collection, edit.id)) ?? null
    },
    editAll: async (edits: readonly AssignmentEdit[]) => take(edits),
    onNews: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as OfficeApi
  return {
    office,
    taken,
    put,
    data: (collection, id) => documents.get(keyOf(collection, id))?.data,
    ring: () => listeners.forEach((listener) => listener()),
  }
}
