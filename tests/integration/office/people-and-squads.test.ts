import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentEdit, AssignmentListResponse } from '../../../src/protocol/office.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let admin: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('9001', 'admin', 'bureau')
  admin = await server.login('9001')
})
afterEach(() => server.close())

const personEdit = (
  number: string,
  change: Record<string, unknown> = {},
  edit: Partial<AssignmentEdit> = {},
): AssignmentEdit => {
  const data = { id: `p-${number}`, number, name: '示例', role: 'officer', scope: 'squad-1', active: true, ...change }
  return { collection: 'people', id: `p-${number}`, scope: data.scope, baseRev: null, data, ...edit }
}

const save = (client: TestClient, payload: AssignmentEdit) =>
  client.call({ method: 'POST', url: '/api/office/assignments', payload })
const outcome = async (client: TestClient, edit: AssignmentEdit): Promise<unknown> => {
  const answer = await save(client, edit)
  return [answer.statusCode, (answer.json() as { code?: string }).code]
}

const documents = async (client: TestClient, collection: string): Promise<AssignmentListResponse['documents']> =>
  ((await client.call({ url: `/api/office/assignments?collection=${collection}` })).json() as AssignmentListResponse)
    .documents
const revOf = async (collection: string, id: string): Promise<number> =>
  (await documents(admin, collection)).find((item) => item.id === id)?.rev ?? -1
const login = (number: string, password: string) =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-xunhu': '1' },
    payload: { number, password, device: '018f0000-0000-7000-8000-00000000000a' },
  })

describe('an edit of people and squads', () => {
  test('lets a new person sign in with the given password', async () => {
    expect((await save(admin, personEdit('1009', {}, { password: 'a new password' }))).statusCode).toBe(200)
    expect((await login('1009', 'a new password')).statusCode).toBe(200)
  })

  test('that sets a new password ends the sessions under the old one', async () => {
    const officer = await server.login('1001')
    const baseRev = await revOf('people', 'p-1001')
    await save(admin, personEdit('1001', {}, { baseRev, password: 'a new password' }))
    expect((await officer.call({ url: '/api/session' })).statusCode).toBe(401)
    expect((await login('1001', testPassword)).statusCode).toBe(401)
  })

  test('that makes a person inactive ends their sessions at once', async () => {
    const officer = await server.login('1001')
    await save(admin, personEdit('1001', { active: false }, { baseRev: await revOf('people', 'p-1001') }))
    expect((await officer.call({ url: '/api/session' })).statusCode).toBe(401)
  })

  test('that moves a person to another squad changes whose feeds they read', async () => {
    const officer = await server.login('1001')
    await save(admin, personEdit('1001', { scope: 'squad-2' }, { baseRev: await revOf('people', 'p-1001') }))
    const { members } = (await officer.call({ url: '/api/session' })).json() as { members: { scope: string }[] }
    expect(members.map((member) => member.scope)).toEqual(['bureau', 'squad-2'])
  })

  test('with a number that somebody has is invalid', async () => {
    expect(await outcome(admin, personEdit('1009', { number: '1001' }))).toEqual([422, 'assignment/invalid'])
  })

  test('by which an administrator would shut themself out is invalid', async () => {
    const baseRev = await revOf('people', 'p-9001')
    const self = personEdit('9001', { role: 'officer', scope: 'bureau' }, { baseRev })
    expect(await outcome(admin, self)).toEqual([422, 'assignment/invalid'])
    expect(await outcome(admin, { ...self, data: null })).toEqual([422, 'assignment/invalid'])
  })

  test('that removes a person keeps nothing they could sign in with', async () => {
    const baseRev = await revOf('people', 'p-1001')
    expect((await save(admin, { ...personEdit('1001'), baseRev, data: null })).json()).toEqual({ document: null })
    expect((await login('1001', testPassword)).statusCode).toBe(401)
  })

  test('that founds a squad lets those who serve all squads see it', async () => {
    await save(admin, {
      collection: 'squads',
      id: 'squad-3',
      scope: 'bureau',
      baseRev: null,
      data: { id: 'squad-3', name: '三中队' },
    })
    const { members } = (await admin.call({ url: '/api/session' })).json() as { members: { scope: string }[] }
    expect(members.map((member) => member.scope)).toContain('squad-3')
  })
})
