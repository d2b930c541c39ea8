import type { PersonId, ScopeId } from '../../src/domain/ids.ts'
import { putAssignment } from '../../src/server/services/assignments.ts'
import { savePersonEdit } from '../../src/server/services/edit-person.ts'
import type { Caller } from '../../src/server/services/sessions.ts'
import type { TestServer } from './test-server.ts'

/** Changes a person as an administrator does, with all that follows from it. */
export async function editPerson(
  server: TestServer,
  number: string,
  scope: ScopeId,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const id = `p-${number}` as PersonId
  const data = { id, number, name: '示例', role: 'officer', scope, active: true, ...change }
  const caller = { personId: 'p-9001' } as Caller
  await server.deps.store.write(async (tx) => {
    await putAssignment(tx, { collection: 'people', id, scope, baseRev: 'any', data })
    await savePersonEdit(tx, { id, data, wasActive: true, passwordHash: null, nowMs: server.clock.now(), caller })
  })
}
