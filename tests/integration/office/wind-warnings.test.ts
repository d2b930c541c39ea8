import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentEdit } from '../../../src/protocol/office.ts'
import { outcomeOf, saveEdit } from '../../support/office-edits.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let captain: TestClient
let admin: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  captain = await server.login('2001')
  admin = await server.login('9001')
})
afterEach(() => server.close())

describe('a warning of wind', () => {
  const windEdit = (scope: string): AssignmentEdit =>
    ({
      collection: 'alerts',
      id: `wind-${scope}`,
      scope,
      baseRev: null,
      data: { id: `wind-${scope}`, scope, level: 'yellow', until: '2026-11-21T06:00:00.000Z' },
    }) as AssignmentEdit

  test('[DOC-4] is entered by a captain for the own squad, by the command for all, and by nobody else', async () => {
    await server.addPerson('7001', 'command', 'bureau')
    const command = await server.login('7001')
    const status = async (client: TestClient, scope: string): Promise<number> => {
      const [code] = (await outcomeOf(client, windEdit(scope))) as readonly [number]
      return code
    }
    expect(await status(captain, 'squad-2')).toBe(403)
    expect(await status(captain, 'bureau')).toBe(403)
    expect(await status(admin, 'squad-1')).toBe(403)
    expect(await status(captain, 'squad-1')).toBe(200)
    expect(await status(command, 'bureau')).toBe(200)
  })

  test.each([
    ['is named after another scope', 'id', { id: 'wind-squad-2' }, {}],
    ['ends in a year', 'until', {}, { until: '2027-11-21T06:00:00.000Z' }],
  ])('[DOC-4] that %s is refused', async (_what, path, edit, data) => {
    const plain = windEdit('squad-1')
    const payload = { ...plain, ...edit, data: { ...plain.data, ...edit, ...data } } as AssignmentEdit
    const batch = { method: 'POST', url: '/api/office/assignments/batch', payload: { edits: [payload] } } as const
    for (const answer of [await saveEdit(captain, payload), await captain.call(batch)])
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'assignment/invalid', params: { path } }])
  })
})
