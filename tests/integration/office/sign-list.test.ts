import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  bureauScope,
  caseIdOf,
  signIdOf,
  type EntryId,
  type StreetId,
  type SubjectId,
} from '../../../src/domain/ids.ts'
import type { SignRegistered } from '../../../src/domain/signage/sign-entries.ts'
import type { Answers } from '../../../src/domain/signage/survey-items.ts'
import type { SignListResponse, SignProgressResponse } from '../../../src/protocol/office.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

const street = (id: string): Pick<SignRegistered, 'streetId'> => ({ streetId: id as StreetId })

async function register(facts: Partial<SignRegistered>, defects?: Answers): Promise<SubjectId> {
  const data = signData(facts)
  const sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data,
  })
  const signId = signIdOf(sign.id)
  const survey =
    defects &&
    entryOf(server, officer, 'sign.surveyed', {
      scope: 'squad-1',
      subjects: (id: EntryId) => [signId, ...(Object.keys(defects).length > 0 ? [caseIdOf(id)] : [])],
      data: surveyData(defects, { sign: data, nowMs: server.clock.now() }),
    })
  await push(server, officer, survey ? [sign, survey] : [sign])
  return signId
}

async function list(query: Readonly<Record<string, string>> = {}, client = captain): Promise<SignListResponse> {
  const answer = await client.call({ url: `/api/office/signs?${new URLSearchParams(query).toString()}` })
  return answer.json()
}
const contentsOf = async (query: Readonly<Record<string, string>> = {}): Promise<string[]> =>
  (await list(query)).rows.map(({ content }) => content)

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  await register({ content: '未查', ...street('street-1') })
  await register({ content: '正常', ...street('street-1') }, {})
  await register({ content: '危险', ...street('street-2'), signType: 'LED' }, { 'GG-S01': 'S' })
})
afterEach(() => server.close())

describe('the register of signs', () => {
  test('lists the worst first, those that nobody has surveyed last', async () => {
    expect(await contentsOf()).toEqual(['危险', '正常', '未查'])
  })

  test('is read a page at a time without a gap', async () => {
    const first = await list({ limit: '2' })
    const second = await list({ limit: '2', cursor: first.next ?? '' })
    expect([first.total, first.rows.length, second.rows.map(({ content }) => content), second.next]).toEqual([
      3,
      2,
      ['未查'],
      null,
    ])
  })

  test.each([
    [{ grade: 'MAJOR' }, ['危险']],
    [{ grade: 'unsurveyed' }, ['未查']],
    [{ type: 'LED' }, ['危险']],
    [{ street: 'street-1' }, ['正常', '未查']],
    [{ overdue: 'yes' }, []],
    [{ lowering: 'asked' }, []],
  ])('filtered by %j holds %j', async (query, expected) => {
    expect(await contentsOf(query as Record<string, string>)).toEqual(expected)
  })

  test('calls a hazard overdue once its limit has passed', async () => {
    server.clock.advance(3 * 60 * 60 * 1000)
    expect(await contentsOf({ overdue: 'yes' })).toEqual(['危险'])
  })

  test('shows another squad nothing, and is denied to those who keep no ledger', async () => {
    expect((await list({}, await server.login('2002'))).rows).toEqual([])
    expect((await officer.call({ url: '/api/office/signs' })).statusCode).toBe(403)
  })

  test('says how far each street is, and how many signs have which grade', async () => {
    const answer = await captain.call({ url: '/api/office/sign-progress' })
    const { grades, streets, overdue } = answer.json<SignProgressResponse>()
    expect(Object.fromEntries(grades.map(({ grade, count }) => [grade, count]))).toEqual({ '': 1, NONE: 1, MAJOR: 1 })
    expect(streets).toEqual([
      { streetId: 'street-1', all: 2, surveyed: 1 },
      { streetId: 'street-2', all: 1, surveyed: 1 },
    ])
    expect(overdue).toBe(0)
  })

  test('[ENTRY-67] says which season a large sign is to be looked at before, and calls it overdue once that has begun', async () => {
    await register({ content: '楼顶', signType: 'ROOF', widthM: 10 }, {})
    expect(await contentsOf({ overdue: 'yes' })).toEqual([])
    const seasons = [{ kind: 'wind', startsOn: '12-01', aheadDays: 5 }]
    const calendar = { id: 'calendar', scope: 'bureau', version: 1, holidays: [], workdays: [], seasons }
    await server.deps.store.write((tx) =>
      putAssignment(tx, {
        collection: 'calendars',
        id: 'calendar',
        scope: bureauScope,
        baseRev: 'any',
        data: calendar,
      }),
    )
    const rows = (await list()).rows.map(({ content, nextCheckDate, beforeSeason }) => [
      content,
      nextCheckDate,
      beforeSeason,
    ])
    expect(rows).toContainEqual(['楼顶', '2026-11-30', 'wind'])
    expect(rows).toContainEqual(['正常', '2027-05-20', null])

    server.clock.advance(10 * 24 * 60 * 60 * 1000)
    expect(await contentsOf({ overdue: 'yes' })).toEqual(['危险'])
    server.clock.advance(24 * 60 * 60 * 1000)
    expect(await contentsOf({ overdue: 'yes' })).toEqual(['危险', '楼顶'])
  })

  test('leaves out a sign that was merged into another', async () => {
    const { rows } = await list()
    const [kept, double] = rows.map(({ signId }) => signId)
    const merged = entryOf(server, captain, 'sign.merged', {
      scope: 'squad-1',
      subjects: () => [double ?? '', kept ?? ''],
      data: { into: kept as SubjectId },
    })
    await push(server, captain, [merged])
    expect((await list()).rows.map(({ signId }) => signId)).not.toContain(double)
  })
})
