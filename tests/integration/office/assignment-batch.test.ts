import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentEdit, AssignmentListResponse } from '../../../src/protocol/office.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const documents = async (client: TestClient, collection: string): Promise<AssignmentListResponse['documents']> =>
  ((await client.call({ url: `/api/office/assignments?collection=${collection}` })).json() as AssignmentListResponse)
    .documents

describe('a batch of edits', () => {
  const school = (
    id: string,
    change: Partial<AssignmentEdit> = {},
    data: Record<string, unknown> = {},
  ): AssignmentEdit => ({
    collection: 'schools',
    id,
    scope: 'squad-1',
    baseRev: null,
    data: {
      id,
      name: id,
      kind: 'primary',
      scope: 'squad-1',
      point: { lat: 32.64, lng: 117.02 },
      posts: [],
      bells: [],
      perimeter: [],
      ...data,
    },
    ...change,
  })
  const saveAll = (client: TestClient, edits: readonly AssignmentEdit[]) =>
    client.call({ method: 'POST', url: '/api/office/assignments/batch', payload: { edits } })
  const names = async (): Promise<readonly string[]> => (await documents(captain, 'schools')).map(({ id }) => id)

  test('[DOC-9] is saved as a whole', async () => {
    const answer = await saveAll(captain, [school('school-1'), school('school-2')])
    expect([answer.statusCode, answer.json()]).toEqual([200, { saved: 2 }])
    expect(await names()).toEqual(['school-1', 'school-2'])
  })

  test.each([
    ['breaks its form', 422, 'assignment/invalid', () => school('school-2', {}, { kind: 'castle' })],
    ['is of another squad', 403, 'access/denied', () => school('school-2', { scope: 'squad-2' }, { scope: 'squad-2' })],
    ['names an old revision', 409, 'assignment/stale', () => school('school-2', { baseRev: 1 })],
    ['sets a password', 422, 'assignment/invalid', () => school('school-2', { password: 'a new password' })],
  ])('[DOC-9] of which one %s changes nothing', async (_what, status, code, bad) => {
    const answer = await saveAll(captain, [school('school-1'), bad(), school('school-3')])
    expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([status, code])
    expect(await names()).toEqual([])
  })

  test('[DOC-9] is answered with what somebody else has made of it meanwhile', async () => {
    await saveAll(captain, [school('school-1')])
    const answer = await saveAll(captain, [school('school-2'), school('school-1')])
    expect(answer.json()).toMatchObject({ code: 'assignment/stale', current: { id: 'school-1' } })
  })

  test('[DOC-9] holds schools with traced perimeters, past what any other call may hold', async () => {
    const perimeter = Array.from({ length: 500 }, (_, index) => ({ lat: 32.64 + index / 1e6, lng: 117.020123 }))
    const edits = Array.from({ length: 80 }, (_, index) => school(`school-${index}`, {}, { perimeter }))
    expect(JSON.stringify(edits).length).toBeGreaterThan(1024 * 1024)
    expect((await saveAll(captain, edits)).statusCode).toBe(200)
    const stranger = { method: 'POST', url: '/api/office/assignments/batch', payload: { edits } } as const
    expect((await server.app.inject({ ...stranger, headers: { 'x-xunhu': '1' } })).statusCode).toBe(401)
  })
})
