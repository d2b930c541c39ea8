import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import type { CaseListResponse, InboxResponse, SimilarCasesResponse } from '../../../src/protocol/office.ts'
import { deferralData, filedData, handledData, unit } from '../../support/case-decisions.ts'
import { entryOf, findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
const people = [
  ['1001', 'officer', 'squad-1'],
  ['2001', 'captain', 'squad-1'],
  ['2002', 'captain', 'squad-2'],
  ['3001', 'inspector', 'bureau'],
  ['4001', 'command', 'bureau'],
  ['5001', 'viewer', 'bureau'],
] as const

beforeEach(async () => {
  server = await createTestServer()
  client = await signInAll(server, people)
})
afterEach(() => server.close())

async function report(place = {}): Promise<SubjectId> {
  const { entry, caseId } = findingOf(server, client('1001'), 'squad-1', place)
  await push(server, client('1001'), [entry])
  return caseId
}

/** One act, as an office's browser or a phone sends it; what became of it. */
async function does<K extends EntryKind>(number: string, caseId: SubjectId, kind: K, data: EntryData[K]) {
  const parts = kind === 'case.handled' ? [photoRef(server, Buffer.from('after'), 'after')] : []
  const entry = entryOf(server, client(number), kind, { scope: 'squad-1', subjects: () => [caseId], data, parts })
  const { results } = await push(server, client(number), [entry])
  expect(results[0]).toMatchObject({ status: 'accepted' })
  return entry.id
}

async function get<T>(number: string, url: string): Promise<T> {
  const answer = await client(number).call({ url })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

/** The counts that are not nothing. */
async function countsOf(number: string): Promise<Readonly<Record<string, number>>> {
  const { counts } = await get<InboxResponse>(number, '/api/office/inbox')
  return Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ sort, count }) => [sort, count]))
}

async function listed(number: string, query: string): Promise<readonly string[]> {
  return (await get<CaseListResponse>(number, `/api/office/cases?order=actBy&${query}`)).rows.map((row) => row.caseId)
}

const later = (hours: number): string => new Date(server.clock.now() + hours * 3_600_000).toISOString()

test('a case goes from desk to desk through its whole life, and every count is the length of its list', async () => {
  const caseId = await report()
  expect(await countsOf('2001')).toEqual({ toFile: 1 })
  await does('2001', caseId, 'case.filed', filedData(later(2)))
  expect(await countsOf('2001')).toEqual({ toDispatch: 1 })
  await does('3001', caseId, 'case.supervised', { reason: '重复反映' })
  await does('2001', caseId, 'case.dispatched', { to: unit, person: client('1001').personId })
  expect(await countsOf('2001')).toEqual({ supervised: 1 })
  await does('1001', caseId, 'case.accepted', { unit })
  server.clock.advance(3 * 3_600_000)
  expect(await countsOf('3001')).toEqual({ overdue: 1, supervised: 1 })

  const request = await does('1001', caseId, 'case.deferralAsked', deferralData())
  expect([await countsOf('2001'), await countsOf('3001')]).toEqual([
    { toDecide: 1, overdue: 1, supervised: 1 },
    { overdue: 1, supervised: 1 },
  ])
  await does('2001', caseId, 'case.deferralDecided', { request, as: 'captain', approved: true })
  expect(await countsOf('2001')).toEqual({ overdue: 1, supervised: 1 })
  expect(await countsOf('4001')).toEqual({ toDecide: 1, overdue: 1, supervised: 1 })
  expect(await listed('2001', 'queue=toDecide')).toEqual([])
  expect(await listed('4001', 'queue=toDecide')).toEqual([caseId])
  await does('4001', caseId, 'case.deferralDecided', { request, as: 'command', approved: true })
  expect(await countsOf('4001')).toEqual({ supervised: 1 })

  await does('1001', caseId, 'case.resumed', { dueAt: later(1), calendarVersion: 0 })
  await does('1001', caseId, 'case.handled', handledData())
  expect(await countsOf('2001')).toEqual({ toCheck: 1, supervised: 1 })
  await does('2001', caseId, 'case.checked', { passed: false, onSite: false, reason: '仍有物品', dueAt: later(2) })
  await does('1001', caseId, 'case.handled', handledData())
  await does('3001', caseId, 'case.checked', { passed: true, onSite: false })
  expect(await countsOf('2001')).toEqual({})
  expect(await listed('2001', '')).toEqual([])
})

test('a check waits for those who may do it: not for who handled the case', async () => {
  const caseId = await report()
  await does('2001', caseId, 'case.filed', filedData(later(2)))
  await does('2001', caseId, 'case.dispatched', { to: unit })
  await does('2001', caseId, 'case.accepted', { unit })
  await does('2001', caseId, 'case.handled', handledData())
  expect([await countsOf('2001'), await countsOf('3001')]).toEqual([{}, { toCheck: 1 }])
  expect([await listed('2001', '&queue=toCheck'), await listed('3001', '&queue=toCheck')]).toEqual([[], [caseId]])
})

test('a transfer waits for its receipt, and a squad that a case is dispatched to has none of its queues', async () => {
  const away = await report()
  await does('2001', away, 'case.filed', filedData(later(2)))
  await does('4001', away, 'case.dispatched', { to: 'squad-2' as typeof unit })
  const letter = await report({ note: '不属城管' })
  await does('2001', letter, 'case.filed', filedData(later(2)))
  await does('2001', letter, 'case.dispatched', { to: unit })
  await does('1001', letter, 'case.accepted', { unit })
  await does('2001', letter, 'case.transferred', { letterNo: '示例移 1 号', authority: '示例局', evidence: '照片' })
  expect(await countsOf('2001')).toEqual({ toAnswer: 1 })
  server.clock.advance(3 * 3_600_000)
  expect(await countsOf('2002')).toEqual({ overdue: 1 })
  expect(await countsOf('5001')).toEqual({ overdue: 2 })
  const { rows } = await get<CaseListResponse>('2002', '/api/office/cases?order=actBy&overdue=yes')
  expect(rows).toMatchObject([{ caseId: away, unit: 'squad-2', queue: 'atUnit', isTimed: true }])
})

test('what is due first stands first, page by page', async () => {
  const ids: SubjectId[] = []
  for (const hours of [5, 1, 3]) {
    const caseId = await report()
    await does('2001', caseId, 'case.filed', filedData(later(hours)))
    ids.push(caseId)
  }
  const first = await get<CaseListResponse>('2001', '/api/office/cases?order=actBy&queue=toDispatch&limit=2')
  const rest = await get<CaseListResponse>(
    '2001',
    `/api/office/cases?order=actBy&queue=toDispatch&limit=2&cursor=${first.next ?? ''}`,
  )
  expect([...first.rows, ...rest.rows].map((row) => row.caseId)).toEqual([ids[1], ids[2], ids[0]])
  expect([first.total, rest.next]).toEqual([3, null])
})

test('the same kind at the same place on the same day is suggested, to those who see it', async () => {
  const caseId = await report()
  const twin = await report()
  await report({ category: 'street.mobileVendor' })
  const { rows } = await get<SimilarCasesResponse>('4001', `/api/office/cases/${caseId}/similar`)
  expect(rows.map(({ row }) => row.caseId)).toEqual([twin])
  const stranger = await client('2002').call({ url: `/api/office/cases/${caseId}/similar` })
  expect(stranger.statusCode).toBe(404)
})
