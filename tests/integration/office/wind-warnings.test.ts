import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signIdOf, type SubjectId } from '../../../src/domain/ids.ts'
import type { WindAlertDocument } from '../../../src/domain/signage/wind-alert-document.ts'
import type { AssignmentEdit, SignListResponse, SignProgressResponse } from '../../../src/protocol/office.ts'
import { listDocuments, outcomeOf } from '../../support/office-edits.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const hourMs = 3_600_000

let server: TestServer
let officer: TestClient
let captain: TestClient

const warningOf = (client: TestClient, scope: string, level: 'blue' | 'yellow' = 'yellow', subject = `wind-${scope}`) =>
  entryOf(server, client, 'wind.warned', {
    scope,
    subjects: () => [subject],
    data: { level, until: new Date(server.clock.now() + 6 * hourMs).toISOString() },
  })
const liftOf = (client: TestClient, scope = 'squad-1') =>
  entryOf(server, client, 'wind.lifted', { scope, subjects: () => [`wind-${scope}`], data: {} })

async function statusOf(client: TestClient, entry: ReturnType<typeof warningOf>): Promise<string> {
  const { results } = await push(server, client, [entry])
  return results[0]?.code ?? results[0]?.status ?? ''
}
async function alertOf(client: TestClient, scope: string): Promise<WindAlertDocument | undefined> {
  const found = (await listDocuments(client, 'alerts')).find((item) => item.id === `wind-${scope}`)
  return found?.data as WindAlertDocument | undefined
}

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

describe('a warning of wind', () => {
  test('[ENTRY-54] is given by a captain for the own squad, by the command for all, and by nobody else', async () => {
    await server.addPerson('7001', 'command', 'bureau')
    const command = await server.login('7001')
    expect(await statusOf(captain, warningOf(captain, 'squad-2'))).toBe('entry/scope-not-member')
    expect(await statusOf(captain, warningOf(captain, 'bureau'))).toBe('entry/role-not-permitted')
    expect(await statusOf(officer, warningOf(officer, 'squad-1'))).toBe('entry/role-not-permitted')
    expect(await statusOf(captain, warningOf(captain, 'squad-1'))).toBe('accepted')
    expect(await statusOf(command, warningOf(command, 'bureau'))).toBe('accepted')
    expect(await statusOf(captain, warningOf(captain, 'squad-1', 'blue', 'wind-squad-2'))).toBe('entry/data-invalid')
  })

  test('[ENTRY-55] is what phones read in the same moment, and ends when it is lifted', async () => {
    await push(server, captain, [warningOf(captain, 'squad-1')])
    expect(await alertOf(captain, 'squad-1')).toMatchObject({ level: 'yellow', warnings: [{ by: captain.personId }] })
    server.clock.advance(hourMs)
    await push(server, captain, [liftOf(captain)])
    const lifted = await alertOf(captain, 'squad-1')
    expect(Date.parse(lifted?.until ?? '')).toBe(server.clock.now())
  })

  test('[DOC-4] is no document that anybody edits', async () => {
    const data = { id: 'wind-squad-1', scope: 'squad-1', level: 'red', until: '2026-11-21T06:00:00.000Z' }
    const edit = { collection: 'alerts', id: data.id, scope: 'squad-1', baseRev: null, data } as unknown
    expect(await outcomeOf(captain, edit as AssignmentEdit)).toEqual([403, 'access/denied'])
  })
})

describe('[ENTRY-56] after a wind', () => {
  async function survey(signId: SubjectId, data: ReturnType<typeof signData>): Promise<void> {
    const surveyed = entryOf(server, officer, 'sign.surveyed', {
      scope: 'squad-1',
      subjects: () => [signId],
      data: surveyData({}, { sign: data, nowMs: server.clock.now() }),
    })
    await push(server, officer, [surveyed])
  }

  async function surveyed(content: string, pathBelow: 'green' | 'entrance'): Promise<() => Promise<void>> {
    const data = signData({ content, pathBelow })
    const sign = entryOf(server, officer, 'sign.registered', {
      scope: 'squad-1',
      subjects: (id) => [signIdOf(id)],
      data,
    })
    await push(server, officer, [sign])
    await survey(signIdOf(sign.id), data)
    return () => survey(signIdOf(sign.id), data)
  }
  const list = async (query = ''): Promise<SignListResponse['rows']> =>
    ((await captain.call({ url: `/api/office/signs${query}` })).json() as SignListResponse).rows
  const late = async (): Promise<readonly unknown[]> => [
    (await list('?overdue=yes')).map(({ content }) => content),
    ((await captain.call({ url: '/api/office/sign-progress' })).json() as SignProgressResponse).overdue,
  ]

  test('every E3 sign is due within 48 hours, overdue after them, and done by its survey', async () => {
    const again = await surveyed('人多', 'entrance')
    await surveyed('人少', 'green')
    server.clock.advance(hourMs)
    await push(server, captain, [warningOf(captain, 'squad-1')])
    server.clock.advance(hourMs)
    await push(server, captain, [liftOf(captain)])
    const endedMs = server.clock.now()
    const by = new Map((await list()).map((row) => [row.content, row.recheckBy]))
    expect(by.get('人多')).toBe(new Date(endedMs + 48 * hourMs).toISOString())
    expect(by.get('人少')).toBeNull()
    expect(await late()).toEqual([[], 0])
    server.clock.advance(49 * hourMs)
    expect(await late()).toEqual([['人多'], 1])
    await again()
    expect(await late()).toEqual([[], 0])
    expect((await list()).every(({ recheckBy }) => recheckBy === null)).toBe(true)
  })

  test('below 黄 nothing is due', async () => {
    await surveyed('人多', 'entrance')
    await push(server, captain, [warningOf(captain, 'squad-1', 'blue')])
    server.clock.advance(60 * hourMs)
    expect(await late()).toEqual([[], 0])
  })
})
