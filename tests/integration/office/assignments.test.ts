import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentEdit, AssignmentListResponse } from '../../../src/protocol/office.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

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

const shiftEdit = (
  change: Partial<AssignmentEdit> & { startsAt?: string; dataScope?: string } = {},
): AssignmentEdit => {
  const { startsAt = '2026-11-21T07:00:00.000Z', dataScope = 'squad-1', ...edit } = change
  const data = {
    id: 'shift-1',
    scope: dataScope,
    date: '2026-11-21',
    session: 'arrival',
    title: '示例一小 · 东门',
    startsAt,
    endsAt: '2026-11-21T08:00:00.000Z',
    assignees: ['p-1001'],
    drill: false,
  }
  return { collection: 'shifts', id: 'shift-1', scope: 'squad-1', baseRev: null, data, ...edit }
}

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

describe('[DOC-11] a roster that breaks a rule of the post', () => {
  const atSchool = (assignees: readonly string[], overrides: readonly object[] = []): AssignmentEdit => {
    const edit = shiftEdit()
    return { ...edit, data: { ...edit.data, schoolId: 'school-1', postId: 'post-1', assignees, overrides } }
  }
  const ruleOf = async (edit: AssignmentEdit): Promise<unknown> => {
    const answer = await save(captain, edit)
    return answer.statusCode === 200 ? 'saved' : (answer.json() as { params: { rule: string } }).params.rule
  }
  const reason = { reason: '另有队员巡守', by: 'p-2001', at: '2026-11-20T00:00:00.000Z' }

  test('is not saved, whoever sends it, unless the reason stands in it', async () => {
    expect(await ruleOf(atSchool(['p-1001']))).toBe('tooFew')
    expect(await ruleOf(atSchool(['p-1001'], [{ code: 'tooFew', ...reason }]))).toBe('noOfficer')
    expect(await documents(captain, 'shifts')).toEqual([])
    const overrides = ['tooFew', 'noOfficer'].map((code) => ({ code, ...reason }))
    expect(await ruleOf(atSchool(['p-1001'], overrides))).toBe('saved')
  })

  test('is not saved in a batch either, where its shifts only break it together', async () => {
    const other = { ...shiftEdit(), id: 'shift-2', data: { ...shiftEdit().data, id: 'shift-2' } }
    const payload = { edits: [shiftEdit(), other] }
    const answer = await captain.call({ method: 'POST', url: '/api/office/assignments/batch', payload })
    expect(answer.json()).toMatchObject({ code: 'assignment/invalid', params: { path: 'overrides', rule: 'overlap' } })
    expect(await documents(captain, 'shifts')).toEqual([])
  })

  test('is only practice where it is marked so', async () => {
    const edit = atSchool(['p-1001'])
    expect(await ruleOf({ ...edit, data: { ...edit.data, drill: true } })).toBe('saved')
  })
})

describe('an edit of the roster', () => {
  test('[DOC-2] is saved, answered with its revision, and read back', async () => {
    const { document } = (await save(captain, shiftEdit())).json() as { document: { rev: number } }
    expect(await documents(captain, 'shifts')).toMatchObject([
      { id: 'shift-1', rev: document.rev, data: { title: '示例一小 · 东门' } },
    ])
  })

  test('[DOC-3] that started from an older revision is refused with the document as it now is', async () => {
    await save(captain, shiftEdit())
    const answer = await save(captain, shiftEdit())
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      code: 'assignment/stale',
      current: { id: 'shift-1', data: { assignees: ['p-1001'] } },
    })
  })

  test('[DOC-5] is refused once check-in has opened, as is its removal', async () => {
    const startsAt = new Date(server.clock.now() + 30 * 60_000).toISOString()
    await save(captain, shiftEdit({ startsAt }))
    server.clock.advance(16 * 60_000)
    const baseRev = await revOf('shifts', 'shift-1')
    expect(await outcome(captain, shiftEdit({ baseRev }))).toEqual([422, 'assignment/invalid'])
    expect(await outcome(captain, shiftEdit({ baseRev, data: null }))).toEqual([422, 'assignment/invalid'])
  })

  test('[DOC-4] of another squad is denied, also by moving its shift here', async () => {
    await server.addPerson('2002', 'captain', 'squad-2')
    const other = await server.login('2002')
    await save(captain, shiftEdit())
    const baseRev = await revOf('shifts', 'shift-1')
    expect(await outcome(other, shiftEdit({ baseRev }))).toEqual([403, 'access/denied'])
    expect(await outcome(other, shiftEdit({ baseRev, scope: 'squad-2', dataScope: 'squad-2' }))).toEqual([
      403,
      'access/denied',
    ])
  })

  test.each([
    ['another id', shiftEdit({ id: 'shift-2' })],
    ['another scope', shiftEdit({ dataScope: 'squad-2' })],
    ['a broken document', shiftEdit({ data: { id: 'shift-1', scope: 'squad-1', date: 'soon' } })],
    ['a password', shiftEdit({ password: 'long enough' })],
  ])('with %s inside is invalid', async (_what, edit) => {
    expect(await outcome(captain, edit)).toEqual([422, 'assignment/invalid'])
  })

  test.each([
    ['people', personEdit('1009')],
    ['the bureau', shiftEdit({ scope: 'bureau', dataScope: 'bureau' })],
  ])('[DOC-4] a captain may not edit %s', async (_what, edit) => {
    expect(await outcome(captain, edit)).toEqual([403, 'access/denied'])
  })

  test('[DOC-4] an officer may neither edit nor list', async () => {
    const officer = await server.login('1001')
    expect(await outcome(officer, shiftEdit())).toEqual([403, 'access/denied'])
    expect((await officer.call({ url: '/api/office/assignments?collection=people' })).statusCode).toBe(403)
  })
})

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
      const [code] = (await outcome(client, windEdit(scope))) as readonly [number]
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
    for (const answer of [await save(captain, payload), await captain.call(batch)])
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'assignment/invalid', params: { path } }])
  })
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
