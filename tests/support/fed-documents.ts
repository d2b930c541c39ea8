import type { ScopeId } from '../../src/domain/ids.ts'
import type { AssignmentDoc } from '../../src/domain/journal/assignment.ts'
import type { SyncResponse } from '../../src/protocol/sync.ts'
import { putAssignment } from '../../src/server/services/assignments.ts'
import { push } from './pushed-entries.ts'
import { tallyOf } from './sync-calls.ts'
import type { TestClient, TestServer } from './test-server.ts'

/** Every document that stands in these pages, in order. */
export const documentsOf = (pages: readonly SyncResponse[]): AssignmentDoc[] =>
  pages.flatMap((page) => page.deltas.flatMap((delta) => delta.assignments))

/** A street as the office saves it; without a name it is removed. */
export const putStreet = (server: TestServer, id: string, scope: string, name: string | null): Promise<unknown> => {
  const line = [
    { lat: 30, lng: 114 },
    { lat: 30, lng: 115 },
  ]
  const data = name === null ? null : { id, scope, name, roadClass: 'main', line }
  return server.deps.store.write((tx) =>
    putAssignment(tx, { collection: 'streets', id, scope: scope as ScopeId, baseRev: 'any', data }),
  )
}

/** So many counts of this phone, in one push; returns their ids. */
export async function pushTallies(
  server: TestServer,
  client: TestClient,
  count: number,
  shift?: string,
): Promise<string[]> {
  const entries = Array.from({ length: count }, () => tallyOf(server, client, 'squad-1', shift))
  await push(server, client, entries)
  return entries.map((entry) => entry.id)
}
