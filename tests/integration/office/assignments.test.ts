import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentEdit } from '../../../src/protocol/office.ts'
import { listDocuments, outcomeOf, personEdit, revOf, saveEdit } from '../../support/office-edits.ts'
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

describe('[DOC-11] a roster that breaks a rule of the post', () => {
  const atSchool = (assignees: readonly string[], overrides: readonly object[] = []): AssignmentEdit => {
    const edit = shiftEdit()
    return { ...edit, data: { ...edit.data, schoolId: 'school-1', postId: 'post-1', assignees, overrides } }
  }
  const ruleOf = async (edit: AssignmentEdit): Promise<unknown> => {
    const answer = await saveEdit(captain, edit)
    return answer.statusCode === 200 ? 'saved' : (answer.json() as { params: { rule: string } }).params.rule
  }
  const reason = { reason: '另有队员巡守', by: 'p-2001', at: '2026-11-20T00:00:00.000Z' }

  test('is not saved, whoever sends it, unless the reason stands in it', async () => {
    expect(await ruleOf(atSchool(['p-1001']))).toBe('tooFew')
    expect(await ruleOf(atSchool(['p-1001'], [{ code: 'tooFew', ...reason }]))).toBe('noOfficer')
    expect(await listDocuments(captain, 'shifts')).toEqual([])
    const overrides = ['tooFew', 'noOfficer'].map((code) => ({ code, ...reason }))
    expect(await ruleOf(atSchool(['p-1001'], overrides))).toBe('saved')
  })

  test('is not saved in a batch either, where its shifts only break it together', async () => {
    const other = { ...shiftEdit(), id: 'shift-2', data: { ...shiftEdit().data, id: 'shift-2' } }
    const payload = { edits: [shiftEdit(), other] }
    const answer = await captain.call({ method: 'POST', url: '/api/office/assignments/batch', payload })
    expect(answer.json()).toMatchObject({ code: 'assignment/invalid', params: { path: 'overrides', rule: 'overlap' } })
    expect(await listDocuments(captain, 'shifts')).toEqual([])
  })

  test('is only practice where it is marked so', async () => {
    const edit = atSchool(['p-1001'])
    expect(await ruleOf({ ...edit, data: { ...edit.data, drill: true } })).toBe('saved')
  })
})

describe('an edit of the roster', () => {
  test('[DOC-2] is saved, answered with its revision, and read back', async () => {
    const { document } = (await saveEdit(captain, shiftEdit())).json() as { document: { rev: number } }
    expect(await listDocuments(captain, 'shifts')).toMatchObject([
      { id: 'shift-1', rev: document.rev, data: { title: '示例一小 · 东门' } },
    ])
  })

  test('[DOC-3] that started from an older revision is refused with the document as it now is', async () => {
    await saveEdit(captain, shiftEdit())
    const answer = await saveEdit(captain, shiftEdit())
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      code: 'assignment/stale',
      current: { id: 'shift-1', data: { assignees: ['p-1001'] } },
    })
  })

  test('[DOC-5] is refused once check-in has opened, as is its removal', async () => {
    const startsAt = new Date(server.clock.now() + 30 * 60_000).toISOString()
    await saveEdit(captain, shiftEdit({ startsAt }))
    server.clock.advance(16 * 60_000)
    const baseRev = await revOf(admin, 'shifts', 'shift-1')
    expect(await outcomeOf(captain, shiftEdit({ baseRev }))).toEqual([422, 'assignment/invalid'])
    expect(await outcomeOf(captain, shiftEdit({ baseRev, data: null }))).toEqual([422, 'assignment/invalid'])
  })

  test('[DOC-4] of another squad is denied, also by moving its shift here', async () => {
    await server.addPerson('2002', 'captain', 'squad-2')
    const other = await server.login('2002')
    await saveEdit(captain, shiftEdit())
    const baseRev = await revOf(admin, 'shifts', 'shift-1')
    expect(await outcomeOf(other, shiftEdit({ baseRev }))).toEqual([403, 'access/denied'])
    expect(await outcomeOf(other, shiftEdit({ baseRev, scope: 'squad-2', dataScope: 'squad-2' }))).toEqual([
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
    expect(await outcomeOf(captain, edit)).toEqual([422, 'assignment/invalid'])
  })

  test.each([
    ['people', personEdit('1009')],
    ['the bureau', shiftEdit({ scope: 'bureau', dataScope: 'bureau' })],
  ])('[DOC-4] a captain may not edit %s', async (_what, edit) => {
    expect(await outcomeOf(captain, edit)).toEqual([403, 'access/denied'])
  })

  test('[DOC-4] an officer may neither edit nor list', async () => {
    const officer = await server.login('1001')
    expect(await outcomeOf(officer, shiftEdit())).toEqual([403, 'access/denied'])
    expect((await officer.call({ url: '/api/office/assignments?collection=people' })).statusCode).toBe(403)
  })
})
