import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyCalendar } from '../../../src/domain/calendar/edit-calendar.ts'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import type { AssignmentEdit, AssignmentListResponse } from '../../../src/protocol/office.ts'
import type { StandardVersionResponse, StandardVersionsResponse } from '../../../src/protocol/standards.ts'
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

test('[DOC-10] what older versions of the standards said can be looked at, with who saved them and when', async () => {
  const [first] = starterCategories.rows
  const versions = async () =>
    (await admin.call({ url: '/api/office/standards' })).json<StandardVersionsResponse>().versions
  const save = async (version: number, rows: typeof starterCategories.rows): Promise<void> => {
    const source = { fileName: `示例${version}.xlsx`, importedAt: new Date(server.clock.now()).toISOString() }
    const data = { version, rows, source, id: 'categories', scope: 'bureau' }
    const edit = { collection: 'standards', id: 'categories', scope: 'bureau', baseRev: await revOf('standards'), data }
    expect(await outcome(admin, edit as AssignmentEdit)).toEqual([200, undefined])
  }
  const started = starterCategories.version
  expect(await versions()).toMatchObject([{ version: started, savedBy: null, classes: starterCategories.rows.length }])
  await save(started + 1, starterCategories.rows.slice(0, 1))
  server.clock.advance(60_000)
  await save(started + 2, starterCategories.rows.slice(0, 2))
  expect(await versions()).toMatchObject([
    { version: started + 2, savedBy: '示例9001', classes: 2, fileName: `示例${started + 2}.xlsx` },
    { version: started + 1, savedBy: '示例9001', classes: 1 },
    { version: started, savedBy: null, savedAt: null, fileName: '' },
  ])
  const old = await admin.call({ url: `/api/office/standards/${started + 1}` })
  expect(old.json<StandardVersionResponse>().table.rows.map(({ slug }) => slug)).toEqual([first?.slug])
  expect((await admin.call({ url: `/api/office/standards/${started + 3}` })).statusCode).toBe(404)
})
