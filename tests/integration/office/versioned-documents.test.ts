import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyCalendar } from '../../../src/domain/calendar/edit-calendar.ts'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import type { AssignmentEdit, AssignmentListResponse } from '../../../src/protocol/office.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let admin: TestClient
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  admin = await server.login('9001')
})
afterEach(() => server.close())

const revOf = async (collection: string): Promise<number | null> => {
  const answer = await admin.call({ url: `/api/office/assignments?collection=${collection}` })
  return (answer.json() as AssignmentListResponse).documents[0]?.rev ?? null
}
const outcome = async (client: TestClient, payload: AssignmentEdit): Promise<unknown> => {
  const answer = await client.call({ method: 'POST', url: '/api/office/assignments', payload })
  return [answer.statusCode, (answer.json() as { params?: { path?: string } }).params?.path]
}

test.each([
  ['standards', 'categories', starterCategories],
  ['calendars', 'calendar', { ...emptyCalendar, version: 1 }],
] as const)(
  '[DOC-10] a new state of the %s has a higher version, and none removes it',
  async (collection, id, data) => {
    const edit = async (version: number): Promise<AssignmentEdit> => ({
      collection,
      id,
      scope: 'bureau',
      baseRev: await revOf(collection),
      data: { ...data, id, scope: 'bureau', version },
    })
    expect(await outcome(admin, await edit(2))).toEqual([200, undefined])
    expect(await outcome(admin, await edit(2))).toEqual([422, 'version'])
    expect(await outcome(admin, { ...(await edit(3)), data: null })).toEqual([422, 'data'])
    expect(await outcome(admin, await edit(3))).toEqual([200, undefined])
  },
)

test('[DOC-4] the standards are replaced by administrators only', async () => {
  const data = { ...starterCategories, id: 'categories', scope: 'bureau', version: 2 }
  const baseRev = await revOf('standards')
  const edit: AssignmentEdit = { collection: 'standards', id: 'categories', scope: 'bureau', baseRev, data }
  expect(await outcome(await server.login('2001'), edit)).toEqual([403, undefined])
})
