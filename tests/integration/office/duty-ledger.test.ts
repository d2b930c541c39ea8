import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, localDate } from '../../../src/domain/duty/local-day.ts'
import { createFrameReader } from '../../../src/protocol/progress-frames.ts'
import { entryOf, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let captain: TestClient
let today: string

const take = (query: string, client = captain): ReturnType<TestClient['call']> =>
  client.call({ url: `/api/office/duty-ledger?${query}` })

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'aux', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  const officer = await server.login('1001')
  captain = await server.login('2001')
  const nowMs = server.clock.now()
  today = localDate(nowMs, 'Asia/Shanghai')
  const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString()
  const shift = {
    date: today,
    session: 'arrival' as const,
    title: '示例一小 东门',
    schoolId: 'school-1' as never,
    startsAt: at(0),
    endsAt: at(60),
  }
  const arrived = entryOf(server, officer, 'duty.arrived', {
    scope: 'squad-1',
    subjects: () => ['shift-a'],
    data: {
      basis: 'rostered',
      shift,
      placement: { placed: 'outside', distanceM: 130, accuracyM: 10 },
      timeliness: 'late',
      equipment: [],
      reason: '校门改道',
    },
  })
  const roster = {
    ...shift,
    id: 'shift-a',
    scope: 'squad-1',
    assignees: ['p-1001', 'p-1002'],
    lead: 'p-1001',
    drill: false,
    overrides: [{ code: 'noOfficer', reason: '证件换发中', by: 'p-2001', at: '2026-11-19T00:00:00.000Z' }],
  }
  const drill = { ...roster, id: 'shift-b', drill: true, title: '演练' }
  for (const data of [roster, drill])
    await captain.call({
      method: 'POST',
      url: '/api/office/assignments',
      payload: { collection: 'shifts', id: data.id, scope: 'squad-1', baseRev: null, data },
    })
  server.clock.advance(10 * 60_000)
  await push(server, officer, [
    arrived,
    entryOf(server, officer, 'duty.tallied', {
      scope: 'squad-1',
      subjects: () => ['shift-a'],
      data: { counter: 'vendor', delta: 3 },
    }),
    entryOf(server, officer, 'inspection.answered', {
      scope: 'squad-1',
      subjects: () => ['shift-a'],
      data: { templateId: 'HX', templateVersion: 1, answers: [{ itemId: 'HX-01', result: 'fail', note: '护栏松动' }] },
    }),
  ])
})

afterAll(() => server.close())

describe('[DOC-8] 护学岗台账', () => {
  const lineOf = async (): Promise<Record<string, unknown>> => {
    const [sheet] = await readExcelFile((await take(`format=xlsx&from=${today}&to=${today}`)).rawPayload)
    const [, , head, ...lines] = sheet?.data ?? []
    expect(head?.join()).toBe(
      '日期,学校,时段,岗位,带班,队员数,协管员数,到岗/迟到/缺岗,签到/签退时间,检查项不合格数,劝离/规范/纠正/服务计数,突发情况,备注',
    )
    expect(lines).toHaveLength(1)
    return Object.fromEntries((head ?? []).map((name, index) => [String(name), lines[0]?.[index]]))
  }

  test('says of each shift at a school who came, what was counted and what was wrong; drills are kept out', async () => {
    expect(await lineOf()).toMatchObject({
      日期: today,
      带班: '示例1001',
      队员数: 1,
      协管员数: 0,
      '到岗/迟到/缺岗': '到岗 1（示例1001）；迟到 1（示例1001）；未到 1（示例1002）',
      检查项不合格数: 1,
      '劝离/规范/纠正/服务计数': '劝离摊贩 3',
      备注: '仅劝导；HX-01 护栏松动；示例1001：校门改道',
    })
  })

  test('calls nobody absent before the shift is over', async () => {
    expect((await lineOf())['到岗/迟到/缺岗']).toContain('未到 1')
    server.clock.advance(60 * 60_000)
    expect((await lineOf())['到岗/迟到/缺岗']).toContain('缺岗 1（示例1002）')
  })

  test('tells by days how far it is', async () => {
    const answer = await take(`format=csv&from=${addDays(today, -2)}&to=${today}&progress=yes`)
    const found = createFrameReader().push(new Uint8Array(answer.rawPayload))
    expect(found.flatMap((each) => ('progress' in each ? [each.progress] : [])).at(-1)).toEqual({
      of: 'days',
      done: 3,
      total: 3,
    })
  })

  test('a period that ends before it begins, or is longer than a year, is refused with a reason', async () => {
    const codeOf = async (from: string, to: string): Promise<unknown> =>
      (await take(`format=csv&from=${from}&to=${to}`)).json<{ code: string }>().code
    expect(await codeOf(today, addDays(today, -1))).toBe('request/malformed')
    expect(await codeOf(today, addDays(today, 366))).toBe('request/too-large')
  })

  test('holds nothing of another squad', async () => {
    const answer = await take(`format=csv&from=${today}&to=${today}`, await server.login('2002'))
    expect(answer.body).not.toContain('示例一小')
  })
})
