import { afterEach, beforeEach, expect, test } from 'vitest'
import { signIdOf } from '../../../src/domain/ids.ts'
import type { SignMonthsResponse } from '../../../src/protocol/office.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
})
afterEach(() => server.close())

const lastMonthOf = async (client: TestClient) => {
  const { months } = (await client.call({ url: '/api/office/sign-months' })).json<SignMonthsResponse>()
  expect(months).toHaveLength(13)
  return months.at(-1)?.standing
}

test('the office reads how many signs of its own stand at which grade, and what was taken back is in no month', async () => {
  const data = signData({})
  const sign = entryOf(server, officer, 'sign.registered', { scope: 'squad-1', subjects: (id) => [signIdOf(id)], data })
  const survey = entryOf(server, officer, 'sign.surveyed', {
    scope: 'squad-1',
    subjects: () => [signIdOf(sign.id)],
    data: surveyData({}, { sign: data, nowMs: server.clock.now() }),
  })
  await push(server, officer, [sign, survey])
  const captain = await server.login('2001')
  expect(await lastMonthOf(captain)).toMatchObject({ NONE: 1, MAJOR: 0 })
  expect(await lastMonthOf(await server.login('2002'))).toMatchObject({ NONE: 0 })
  const withdrawal = { scope: 'squad-1', subjects: () => [signIdOf(sign.id)], data: { target: survey.id } } as const
  await push(server, officer, [entryOf(server, officer, 'record.withdrawn', withdrawal)])
  expect(await lastMonthOf(captain)).toMatchObject({ NONE: 0 })
})
