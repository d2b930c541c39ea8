import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fix } from '../../../src/domain/place/point.ts'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { caseIdOf, type EntryId, type SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import type { AuditAct } from '../../../src/protocol/audit.ts'
import type { ComplaintListResponse } from '../../../src/protocol/complaints.ts'
import { Problem } from '../../../src/server/problem.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { filedData, handledData, unit } from '../../support/case-decisions.ts'
import { entryOf, newId, photoRef, push } from '../../support/pushed-entries.ts'
import { reportedData } from '../../support/reported-case.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
let caseId: SubjectId
let complaintId: EntryId

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

/** Who stands in the audit as having seen who complained. */
const lookedAt = async (act: AuditAct = 'complainant.seen'): Promise<readonly string[]> => {
  const rows = await server.deps.store.query((db) =>
    db.selectFrom('audit_line').select('actor').where('act', '=', act).where('target', '=', complaintId).execute(),
  )
  return rows.map(({ actor }) => actor).sort()
}

beforeAll(async () => {
  server = await createTestServer()
  client = await signInAll(server, [
    ['1001', 'officer', 'squad-1'],
    ['1002', 'officer', 'squad-1'],
    ['1101', 'aux', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['2002', 'captain', 'squad-2'],
    ['3001', 'inspector', 'bureau'],
    ['4001', 'command', 'bureau'],
    ['5001', 'viewer', 'bureau'],
    ['9001', 'admin', 'bureau'],
  ])
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
  test.each([
    ['2001', 'clear'],
    ['3001', 'masked'],
    ['4001', 'clear'],
    ['5001', 'masked'],
  ])('shows %s what waits, and who complained %s', async (number, sight) => {
    const { rows } = await list(number, 'toAnswer')
    const clear = { name: '王小明', phone: '13800000000' }
    const masked = { name: '王＊＊', phone: '138****0000' }
    expect(rows.find((row) => row.complaintId === complaintId)).toMatchObject({
      caseId,
      sight,
      ...(sight === 'clear' ? clear : masked),
    })
  })

  test('writes down whose names it has shown, each once a day, and nothing for those who saw none', async () => {
    for (const number of ['4001', '4001', '3001']) await list(number, 'toAnswer')
    expect(await lookedAt('complainant.listed')).toEqual(['p-4001'])
    server.clock.advance(25 * 3_600_000)
    await list('4001', 'toAnswer')
    expect(await lookedAt('complainant.listed')).toEqual(['p-4001', 'p-4001'])
  })

  test('[AUDIT-1] is read also where that cannot be written', async () => {
    const { write } = server.deps.store
    Object.assign(server.deps.store, { write: () => Promise.reject(new Problem('store/unavailable', 'not written')) })
    const { rows } = await list('4001', 'toAnswer')
    Object.assign(server.deps.store, { write })
    expect(rows.map((row) => row.complaintId)).toContain(complaintId)
  })

  test('shows nothing of another squad, and is no list of officers and administrators', async () => {
    for (const number of ['1001', '1101', '9001'])
      expect((await client(number).call({ url: '/api/office/complaints?stage=toAnswer' })).statusCode).toBe(403)
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
    await list('2001', 'toAnswer')
    expect((await see('2001')).json()).toEqual({ name: '王小明', phone: '13800000000', words: '我家门口的井盖没了' })
    const others = ['4001', '3001', '2002', '1001', '1101', '5001', '9001']
    const codes: number[] = []
    for (const number of others) codes.push((await see(number)).statusCode)
    expect(codes).toEqual([200, 403, 404, 404, 403, 403, 403])
    expect(await lookedAt()).toEqual(['p-2001', 'p-4001'])
  })

  test('is shown to the officer to whom the case was dispatched, while she works on it, and to no colleague', async () => {
    const does = async <K extends EntryKind>(number: string, kind: K, data: EntryData[K]): Promise<void> => {
      const parts = kind === 'case.handled' ? [photoRef(server, Buffer.from('after'), 'after' as const)] : []
      const facts = { scope: 'squad-1', subjects: () => [caseId], data, parts }
      expect(
        (await push(server, client(number), [entryOf(server, client(number), kind, facts)])).results,
      ).toMatchObject([{ status: 'accepted' }])
    }
    await does('2001', 'case.filed', filedData(new Date(server.clock.now() + 7_200_000).toISOString()))
    await does('2001', 'case.dispatched', { to: unit, person: client('1001').personId })
    expect([(await see('1001')).statusCode, (await see('1002')).statusCode]).toEqual([200, 404])
    await does('1001', 'case.accepted', { unit })
    await does('1001', 'case.handled', handledData())
    await does('2001', 'case.checked', { passed: true, onSite: false })
    expect((await see('1001')).statusCode).toBe(404)
    expect(await lookedAt()).toEqual(['p-1001'])
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

test('who complained is said by whoever records the complaint: a colleague’s word about it is dropped, and answered alike', async () => {
  const received = entryOf(server, client('2001'), 'complaint.received', {
    scope: 'squad-1',
    subjects: () => [caseId],
    data: receivedData('示例-反映人'),
  })
  const say = async (number: string, name: string) => {
    const complainants = [
      { complaintId: received.id, name, phone: '', words: '' },
      { complaintId: newId<EntryId>(server), name, phone: '', words: '' },
    ]
    return (await post(number, '/api/office/complainants', { complainants })).json() as unknown
  }
  await push(server, client('2001'), [received])
  expect(await say('2002', '别队说的')).toEqual({ done: true })
  expect(await say('2001', '王小明')).toEqual({ done: true })
  const shown = await client('2001').call({ url: `/api/office/complaints/${received.id}/complainant` })
  expect(shown.json()).toMatchObject({ name: '王小明' })
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

test('[COMPLAINT-3] a point on the map finds what is called otherwise within 50 m, and the complaint keeps its own place', async () => {
  const fixAt = (lng: number): Fix => ({
    lat: 32.6,
    lng,
    accuracyM: null,
    crs: 'wgs84',
    source: 'manualPin',
    fixAt: new Date(server.clock.now()).toISOString(),
  })
  const reported = entryOf(server, client('2001'), 'case.reported', {
    scope: 'squad-1',
    subjects: (id) => [caseIdOf(id)],
    data: reportedData({ category: 'comp.lamp', place: { fix: fixAt(117), text: '示例路口' } }),
  })
  const received = entryOf(server, client('2001'), 'complaint.received', {
    scope: 'squad-1',
    subjects: () => [caseIdOf(reported.id)],
    data: { ...receivedData('示例-灯'), place: { fix: fixAt(117.0002), text: '示例小区南门' } },
  })
  await push(server, client('2001'), [reported, received])
  const found = async (lng: string): Promise<readonly string[]> => {
    const query = `scope=squad-1&category=comp.lamp&place=${encodeURIComponent('别的叫法')}&lat=32.6&lng=${lng}`
    const { rows } = (await client('2001').call({ url: `/api/office/complaints/same-point?${query}` })).json()
    return (rows as readonly { readonly row: { readonly caseId: string } }[]).map(({ row }) => row.caseId)
  }
  expect([await found('117.0003'), await found('117.002')]).toEqual([[caseIdOf(reported.id)], []])
  const { rows } = await list('2001', 'toAnswer')
  expect(rows.find((row) => row.complaintId === received.id)).toMatchObject({ placeText: '示例小区南门' })
  const bad = '/api/office/complaints/same-point?scope=squad-1&category=x&place=x&lat=95&lng=117'
  expect((await client('2001').call({ url: bad })).statusCode).toBe(400)
})
