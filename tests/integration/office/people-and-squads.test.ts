import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outcomeOf, personEdit, revOf, saveEdit } from '../../support/office-edits.ts'
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

const login = (number: string, password: string) =>
  server.app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-xunhu': '1' },
    payload: { number, password, device: '018f0000-0000-7000-8000-00000000000a' },
  })

describe('an edit of people and squads', () => {
  test('lets a new person sign in with the given password', async () => {
    expect((await saveEdit(admin, personEdit('1009', {}, { password: 'a new password' }))).statusCode).toBe(200)
    expect((await login('1009', 'a new password')).statusCode).toBe(200)
  })

  test('that sets a new password ends the sessions under the old one', async () => {
    const officer = await server.login('1001')
    const baseRev = await revOf(admin, 'people', 'p-1001')
    await saveEdit(admin, personEdit('1001', {}, { baseRev, password: 'a new password' }))
    expect((await officer.call({ url: '/api/session' })).statusCode).toBe(401)
    expect((await login('1001', testPassword)).statusCode).toBe(401)
  })

  test('that makes a person inactive ends their sessions at once', async () => {
    const officer = await server.login('1001')
    await saveEdit(admin, personEdit('1001', { active: false }, { baseRev: await revOf(admin, 'people', 'p-1001') }))
    expect((await officer.call({ url: '/api/session' })).statusCode).toBe(401)
  })

  test('that moves a person to another squad changes whose feeds they read', async () => {
    const officer = await server.login('1001')
    await saveEdit(admin, personEdit('1001', { scope: 'squad-2' }, { baseRev: await revOf(admin, 'people', 'p-1001') }))
    const { members } = (await officer.call({ url: '/api/session' })).json() as { members: { scope: string }[] }
    expect(members.map((member) => member.scope)).toEqual(['bureau', 'squad-2'])
  })

  test('with a number that somebody has is invalid', async () => {
    expect(await outcomeOf(admin, personEdit('1009', { number: '1001' }))).toEqual([422, 'assignment/invalid'])
  })

  test('by which an administrator would shut themself out is invalid', async () => {
    const baseRev = await revOf(admin, 'people', 'p-9001')
    const self = personEdit('9001', { role: 'officer', scope: 'bureau' }, { baseRev })
    expect(await outcomeOf(admin, self)).toEqual([422, 'assignment/invalid'])
    expect(await outcomeOf(admin, { ...self, data: null })).toEqual([422, 'assignment/invalid'])
  })

  test('that removes a person keeps nothing they could sign in with', async () => {
    const baseRev = await revOf(admin, 'people', 'p-1001')
    expect((await saveEdit(admin, { ...personEdit('1001'), baseRev, data: null })).json()).toEqual({ document: null })
    expect((await login('1001', testPassword)).statusCode).toBe(401)
  })

  test('that founds a squad lets those who serve all squads see it', async () => {
    await saveEdit(admin, {
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
