import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintLedgerColumns } from '../../../src/domain/report/complaint-ledger.ts'
import { localDate } from '../../../src/domain/duty/local-day.ts'
import { caseIdOf } from '../../../src/domain/ids.ts'
import { parseCsv } from '../../../src/lib/parse-csv.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let today: string
let client: ClientOf
const take = (number: string, format: 'csv' | 'xlsx', from = today, to = today) =>
  client(number).call({ url: `/api/office/complaint-ledger?format=${format}&from=${from}&to=${to}` })

/** What the audit says of the exports of one person, the oldest first. */
async function exportsBy(actor: string): Promise<readonly string[]> {
  const rows = await server.deps.store.query((db) =>
    db
      .selectFrom('audit_line')
      .select('details')
      .where('act', '=', 'ledger.exported')
      .where('target', '=', 'complaints')
      .where('actor', '=', actor)
      .orderBy('seq')
      .execute(),
  )
  return rows.map(({ details }) => details)
}

/** One complaint, answered and asked back, as the office's browsers send it. */
beforeAll(async () => {
  server = await createTestServer()
  client = await signInAll(server, [
    ['2001', 'captain', 'squad-1'],
    ['2002', 'captain', 'squad-2'],
    ['1001', 'officer', 'squad-1'],
    ['3001', 'inspector', 'bureau'],
    ['4001', 'command', 'bureau'],
  ])
  const captain = client('2001')
  const nowMs = server.clock.now()
  today = localDate(nowMs, 'Asia/Shanghai')
  const reported = entryOf(server, captain, 'case.reported', {
    scope: 'squad-1',
    subjects: (id) => [caseIdOf(id)],
    data: {
      category: 'comp.manhole',
      categoryLabel: '各类井盖',
      severity: 'general',
      place: { fix: null, text: '示例路 1 号' },
      note: '井盖缺失',
      photoRule: '0',
    },
  })
  const about = { scope: 'squad-1', subjects: () => [caseIdOf(reported.id)] }
  const received = entryOf(server, captain, 'complaint.received', {
    ...about,
    data: {
      source: 'hotline12345',
      sourceNo: '示例-001',
      receivedAt: new Date(nowMs).toISOString(),
      summary: '=井盖缺失',
      limit: { amount: 5, unit: 'workDay' },
      calendarVersion: 0,
      dueAt: new Date(nowMs + 86_400_000).toISOString(),
      nth: 2,
    },
  })
  const complainants = [{ complaintId: received.id, name: '王小明', phone: '13800000000', words: '我家门口' }]
  await captain.call({ method: 'POST', url: '/api/office/complainants', payload: { complainants } })
  await push(server, captain, [reported, received])
  const data = { complaint: received.id, text: '已更换' }
  await push(server, captain, [entryOf(server, captain, 'complaint.answered', { ...about, data })])
  server.clock.advance(60_000)
  const asked = { complaint: received.id, satisfaction: 'basically' as const }
  await push(server, client('3001'), [
    entryOf(server, client('3001'), 'complaint.followedUp', { ...about, data: asked }),
  ])
})
afterAll(() => server.close())

describe('[DOC-8] 投诉台账', () => {
  const heads = complaintLedgerColumns.map(({ title }) => title)

  test('has the bureau’s columns in its order, and is the same in CSV and Excel', async () => {
    expect(heads.join()).toBe(
      '编号,来源,时间,内容,反映人,是否重复（次数）,承办,时限,答复时间,答复内容,满意度,回访人,关联案件',
    )
    const [head, line, ...rest] = parseCsv((await take('2001', 'csv')).body)
    expect([head?.map((each) => each.replace('\uFEFF', '')), rest]).toEqual([heads, []])
    expect(line?.slice(0, 2)).toEqual(['示例-001', '12345'])
    expect(line?.[5]).toBe('是（第 2 次）')
    expect(line?.slice(9, 12)).toEqual(['已更换', '基本满意', '示例3001'])
    const excel = (await readExcelFile((await take('2001', 'xlsx')).rawPayload)) as unknown as readonly {
      readonly data: readonly (readonly unknown[])[]
    }[]
    const rows = excel[0]?.data ?? []
    expect(rows.find((row) => row[0] === heads[0])).toEqual(heads)
    expect(rows.at(-1)?.slice(9, 12)).toEqual(['已更换', '基本满意', '示例3001'])
  })

  test('names nobody unasked, and a formula that somebody typed is a text', async () => {
    for (const number of ['2001', '3001']) {
      const { body } = await take(number, 'csv')
      expect(body).toContain('王＊＊ 138****0000')
      expect(body).not.toMatch(/王小明|13800000000|我家门口/)
      expect(body).toContain("'=井盖缺失")
    }
  })

  test('has the names for those who may see them and ask for it, which its line in the audit says', async () => {
    const named = (number: string) =>
      client(number).call({ url: `/api/office/complaint-ledger?format=csv&from=${today}&to=${today}&people=clear` })
    expect((await named('2001')).body).toContain('王小明 13800000000')
    expect((await named('4001')).body).toContain('王小明 13800000000')
    expect((await named('2002')).body).not.toContain('王小明')
    expect([(await named('3001')).statusCode, (await named('1001')).statusCode]).toEqual([403, 403])
    const exported = await exportsBy('p-4001')
    expect(exported.at(-1)).toContain('"people":"clear"')
    await take('4001', 'csv')
    expect((await exportsBy('p-4001')).at(-1)).toContain('"people":"masked"')
  })

  test('holds what came in on these days in the caller’s squads, and nothing else', async () => {
    const lines = async (number: string, from: string, to: string): Promise<number> =>
      parseCsv((await take(number, 'csv', from, to)).body).length - 1
    expect(await lines('2002', today, today)).toBe(0)
    expect(await lines('2001', '2020-01-01', '2020-01-02')).toBe(0)
  })

  test('who took how much of it stands in the audit', async () => {
    await take('3001', 'csv')
    expect((await exportsBy('p-3001')).at(-1)).toContain('"items":1')
  })
})
