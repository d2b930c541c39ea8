import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { caseIdOf, type EntryId, type SubjectId } from '../../../src/domain/ids.ts'
import type { ComplaintListResponse } from '../../../src/protocol/complaints.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { entryOf, newId, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
const clients: Record<string, TestClient> = {}
let caseId: SubjectId
let complaintId: EntryId

const client = (number: string): TestClient => {
  const found = clients[number]
  if (!found) throw new Error(`nobody is ${number}`)
  return found
}
const list = async (number: string, stage: string): Promise<ComplaintListResponse> =>
  (await client(number).call({ url: `/api/office/complaints?stage=${stage}` })).json()
const post = (number: string, url: string, payload: object) => client(number).call({ method: 'POST', url, payload })
const countOf = ({ counts }: ComplaintListResponse, stage: string) => counts.find((each) => each.stage === stage)?.count

const receivedData = (sourceNo: string, nth = 1) => ({
  source: 'hotline12345' as const,
  sourceNo,
  receivedAt: new Date(server.clock.now()).toISOString(),
  summary: '井盖缺失',
  limit: { amount: 5, unit: 'workDay' as const },
  calendarVersion: 0,
  dueAt: new Date(server.clock.now() + 86_400_000).toISOString(),
  nth,
})

async function complain(number: string, sourceNo: string): Promise<{ caseId: SubjectId; complaintId: EntryId }> {
  const about = { scope: 'squad-1' }
  const reported = entryOf(server, client(number), 'case.reported', {
    ...about,
    subjects: (id) => [caseIdOf(id)],
    data: {
      category: 'comp.manhole',
      categoryLabel: '各类井盖',
      severity: 'general',
      place: { fix: null, text: `示例路 ${sourceNo} 号` },
      note: '井盖缺失',
      photoRule: '0',
    },
  })
  const opened = caseIdOf(reported.id)
  const received = entryOf(server, client(number), 'complaint.received', {
    ...about,
    subjects: () => [opened],
    data: receivedData(sourceNo),
  })
  const complainants = [{ complaintId: received.id, name: '王小明', phone: '13800000000', words: '我家门口的井盖没了' }]
  await post(number, '/api/office/complainants', { complainants })
  await push(server, client(number), [reported, received])
  return { caseId: opened, complaintId: received.id }
}

beforeAll(async () => {
  server = await createTestServer()
  const people = [
    ['1001', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['2002', 'captain', 'squad-2'],
    ['3001', 'inspector', 'bureau'],
    ['4001', 'command', 'bureau'],
  ] as const
  for (const [number, role, scope] of people) {
    await server.addPerson(number, role, scope)
    clients[number] = await server.login(number)
  }
})
afterAll(() => server.close())
let nextNumber = 1
beforeEach(async () => {
  const opened = await complain('4001', String(nextNumber))
  nextNumber += 1
  caseId = opened.caseId
  complaintId = opened.complaintId
})

describe('[COMPLAINT-1] the list', () => {
  test('shows what waits, masked for everybody, and nothing of another squad', async () => {
    for (const number of ['2001', '3001', '4001']) {
      const { rows } = await list(number, 'toAnswer')
      expect(rows.find((row) => row.complaintId === complaintId)).toMatchObject({
        caseId,
        name: '王＊＊',
        phone: '138****0000',
      })
    }
    const elsewhere = await list('2002', 'toAnswer')
    expect([elsewhere.rows, countOf(elsewhere, 'toAnswer')]).toEqual([[], 0])
  })

  test('goes along with answer and 回访; who did not like it is on a list of their own', async () => {
    const about = { scope: 'squad-1', subjects: () => [caseId] }
    const answered = { complaint: complaintId, text: '已更换' }
    await push(server, client('2001'), [
      entryOf(server, client('2001'), 'complaint.answered', { ...about, data: answered }),
    ])
    expect((await list('2001', 'toFollowUp')).rows.map((row) => row.complaintId)).toContain(complaintId)
    server.clock.advance(60_000)
    const asked = { complaint: complaintId, satisfaction: 'unsatisfied' as const }
    const { results } = await push(server, client('3001'), [
      entryOf(server, client('3001'), 'complaint.followedUp', { ...about, data: asked }),
    ])
    expect(results).toMatchObject([{ status: 'accepted' }])
    const unsatisfied = await list('2001', 'unsatisfied')
    expect(unsatisfied.rows).toMatchObject([{ complaintId, satisfaction: 'unsatisfied' }])
    expect(countOf(unsatisfied, 'unsatisfied')).toBe(1)
  })

  test('is entered by nobody but the office', async () => {
    const { results } = await push(server, client('1001'), [
      entryOf(server, client('1001'), 'complaint.received', {
        scope: 'squad-1',
        subjects: () => [caseId],
        data: receivedData('x'),
      }),
    ])
    expect(results).toMatchObject([{ status: 'refused', code: 'entry/role-not-permitted' }])
  })
})

describe('[COMPLAINT-2] who complained', () => {
  const see = (number: string) => client(number).call({ url: `/api/office/complaints/${complaintId}/complainant` })

  test('is shown to those who answer, in their own squad, and the look is written down', async () => {
    expect((await see('2001')).json()).toEqual({ name: '王小明', phone: '13800000000', words: '我家门口的井盖没了' })
    expect([(await see('4001')).statusCode, (await see('3001')).statusCode, (await see('2002')).statusCode]).toEqual([
      200, 403, 404,
    ])
    const rows = await server.deps.store.query((db) =>
      db
        .selectFrom('audit_line')
        .select('actor')
        .where('act', '=', 'complainant.seen')
        .where('target', '=', complaintId)
        .execute(),
    )
    expect(rows.map(({ actor }) => actor).sort()).toEqual(['p-2001', 'p-4001'])
  })

  test('stands in no record, so that phones hold nothing of it', async () => {
    const { rows } = { rows: await server.deps.store.query((db) => db.selectFrom('entry').select('json').execute()) }
    expect(rows.some(({ json }) => json.includes('王小明') || json.includes('13800000000'))).toBe(false)
  })

  test('stays as it was first said, and is forgotten after its time', async () => {
    const again = [{ complaintId, name: '别人', phone: '', words: '' }]
    await post('2001', '/api/office/complainants', { complainants: again })
    expect((await see('2001')).json()).toMatchObject({ name: '王小明' })
    await applyRetention(server.deps, { ...standardRetention, complainant: 30 })
    expect((await see('2001')).statusCode).toBe(200)
    server.clock.advance(31 * 86_400_000)
    await applyRetention(server.deps, { ...standardRetention, complainant: 30 })
    expect((await see('2001')).statusCode).toBe(404)
    const { rows } = await list('2001', 'toAnswer')
    expect(rows.find((row) => row.complaintId === complaintId)).toMatchObject({ name: '', phone: '' })
  })
})

test('[COMPLAINT-3] the same point is found with its complaints, and a number that is entered is known', async () => {
  const number = String(nextNumber - 1)
  const query = `scope=squad-1&category=comp.manhole&place=${encodeURIComponent(`示例路${number}号`)}`
  const found = (await client('2001').call({ url: `/api/office/complaints/same-point?${query}` })).json()
  expect(found.rows).toMatchObject([{ row: { caseId }, complaints: 1 }])
  const again = entryOf(server, client('2001'), 'complaint.received', {
    scope: 'squad-1',
    subjects: () => [caseId],
    data: receivedData(`${number}-2`, 2),
  })
  await push(server, client('2001'), [again])
  const detail = (await client('2001').call({ url: `/api/office/cases/${caseId}` })).json()
  expect(detail.row.supervised).toBe(true)
  const known = await post('2001', '/api/office/complaints/known', { numbers: [number, 'never', newId(server)] })
  expect(known.json()).toEqual({ known: [number] })
})
