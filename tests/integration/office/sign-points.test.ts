import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signIdOf, type SubjectId } from '../../../src/domain/ids.ts'
import type { SignPointsResponse } from '../../../src/protocol/office.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient
let unsurveyed: SubjectId
let fine: SubjectId

async function register(lat: number, isSurveyed: boolean): Promise<SubjectId> {
  const data = signData({ content: '示例', point: { lat, lng: 117.02 } })
  const sign = entryOf(server, officer, 'sign.registered', { scope: 'squad-1', subjects: (id) => [signIdOf(id)], data })
  const signId = signIdOf(sign.id)
  const survey = entryOf(server, officer, 'sign.surveyed', {
    scope: 'squad-1',
    subjects: () => [signId],
    data: surveyData({}, { sign: data, nowMs: server.clock.now() }),
  })
  await push(server, officer, isSurveyed ? [sign, survey] : [sign])
  return signId
}

const pointsOf = async (client: TestClient, query = ''): Promise<SignPointsResponse> =>
  (await client.call({ url: `/api/office/sign-points${query}` })).json()

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  unsurveyed = await register(32.64, false)
  fine = await register(32.65, true)
})
afterEach(() => server.close())

describe('the office’s map of signs', () => {
  test('says where each stands and how it was graded', async () => {
    const { points, total } = await pointsOf(captain)
    expect(total).toBe(2)
    expect(points.map(({ signId, lat, grade }) => [signId, lat, grade])).toEqual([
      [fine, 32.65, 'NONE'],
      [unsurveyed, 32.64, null],
    ])
  })

  test('shows a sign that was put right once, where it was put, and where it was before when that is taken back', async () => {
    const data = signData({ content: '示例', point: { lat: 32.66, lng: 117.02 } })
    const correction = entryOf(server, officer, 'sign.registered', { scope: 'squad-1', subjects: () => [fine], data })
    await push(server, officer, [correction])
    const placesOf = async () => (await pointsOf(captain)).points.map(({ signId, lat }) => [signId, lat])
    expect(await placesOf()).toEqual([
      [fine, 32.66],
      [unsurveyed, 32.64],
    ])
    const withdrawal = { scope: 'squad-1', subjects: () => [fine], data: { target: correction.id } } as const
    await push(server, officer, [entryOf(server, officer, 'record.withdrawn', withdrawal)])
    expect((await placesOf())[0]).toEqual([fine, 32.65])
  })

  test('[ENTRY-38] shows a sign where its place was put right', async () => {
    const data = { point: { lat: 32.67, lng: 117.03 }, reason: '登记时定位偏了' }
    const placed = entryOf(server, officer, 'sign.placed', { scope: 'squad-1', subjects: () => [fine], data })
    await push(server, officer, [placed])
    const [first] = (await pointsOf(captain)).points
    expect([first?.signId, first?.lat, first?.lng]).toEqual([fine, 32.67, 117.03])
  })

  test('takes the filter of the register', async () => {
    expect((await pointsOf(captain, '?grade=unsurveyed')).points.map(({ signId }) => signId)).toEqual([unsurveyed])
    expect(await pointsOf(captain, '?type=LED')).toEqual({ points: [], total: 0 })
  })

  test('[DOC-6] shows another squad nothing, and those who read no ledger not even that', async () => {
    expect(await pointsOf(await server.login('2002'))).toEqual({ points: [], total: 0 })
    expect((await officer.call({ url: '/api/office/sign-points' })).statusCode).toBe(403)
  })
})
