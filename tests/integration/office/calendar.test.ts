import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyCalendar, markDay } from '../../../src/domain/calendar/edit-calendar.ts'
import type { AssignmentEdit } from '../../../src/protocol/office.ts'
import { sync } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
})
afterEach(() => server.close())

const data = { ...markDay(emptyCalendar, '2026-10-01', 'holiday', '国庆节'), version: 1 }
const edit: AssignmentEdit = { collection: 'calendars', id: 'calendar', scope: 'bureau', baseRev: null, data }
const save = async (client: TestClient, payload: AssignmentEdit = edit): Promise<number> =>
  (await client.call({ method: 'POST', url: '/api/office/assignments', payload })).statusCode

test('[DOC-4] the calendar is entered by administrators only, and reaches every phone', async () => {
  const officer = await server.login('1001')
  expect(await save(await server.login('2001'))).toBe(403)
  expect(await save(await server.login('9001'))).toBe(200)
  const { deltas } = await sync(server, officer)
  const documents = deltas.flatMap(({ assignments }) => assignments)
  expect(documents.find(({ collection }) => collection === 'calendars')?.data).toMatchObject({
    holidays: ['2026-10-01'],
    names: { '2026-10-01': '国庆节' },
  })
})
