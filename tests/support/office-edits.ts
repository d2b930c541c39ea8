import type { AssignmentEdit, AssignmentListResponse } from '../../src/protocol/office.ts'
import type { TestClient } from './test-server.ts'

export const personEdit = (
  number: string,
  change: Record<string, unknown> = {},
  edit: Partial<AssignmentEdit> = {},
): AssignmentEdit => {
  const data = { id: `p-${number}`, number, name: '示例', role: 'officer', scope: 'squad-1', active: true, ...change }
  return { collection: 'people', id: `p-${number}`, scope: data.scope, baseRev: null, data, ...edit }
}

export const saveEdit = (client: TestClient, payload: AssignmentEdit) =>
  client.call({ method: 'POST', url: '/api/office/assignments', payload })

/** The status of the answer, and the code of its refusal. */
export async function outcomeOf(client: TestClient, edit: AssignmentEdit): Promise<unknown> {
  const answer = await saveEdit(client, edit)
  return [answer.statusCode, (answer.json() as { code?: string }).code]
}

export const listDocuments = async (
  client: TestClient,
  collection: string,
): Promise<AssignmentListResponse['documents']> =>
  ((await client.call({ url: `/api/office/assignments?collection=${collection}` })).json() as AssignmentListResponse)
    .documents

/** -1 where there is none. */
export const revOf = async (client: TestClient, collection: string, id: string): Promise<number> =>
  (await listDocuments(client, collection)).find((item) => item.id === id)?.rev ?? -1
