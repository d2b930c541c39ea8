import { brotliDecompressSync } from 'node:zlib'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseIdOf, signIdOf, type EntryId } from '../../../src/domain/ids.ts'
import { signLedgerColumns } from '../../../src/domain/report/sign-ledger.ts'
import type { SignRegistered } from '../../../src/domain/signage/sign-entries.ts'
import type { Answers } from '../../../src/domain/signage/survey-items.ts'
import { ledgerLimits } from '../../../src/protocol/limits.ts'
import { refuseTooManyLines } from '../../../src/server/exports/ledger-length.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createFrameReader } from '../../../src/protocol/progress-frames.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

async function register(facts: Partial<SignRegistered>, defects?: Answers): Promise<void> {
  const data = signData(facts)
  const sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data,
  })
  await push(server, officer, [sign])
  if (!defects) return
  const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 30 })
  const survey = entryOf(server, officer, 'sign.surveyed', {
    scope: 'squad-1',
    subjects: (id: EntryId) => [signIdOf(sign.id), caseIdOf(id)],
    data: surveyData(defects, { sign: data, nowMs: server.clock.now(), note: '店主不在' }),
    parts: [photoRef(server, bytes, 'near')],
  })
  await push(server, officer, [survey])
  await upload(officer, bytes)
}

const take = (query: string, client = captain): ReturnType<TestClient['call']> =>
  client.call({ url: `/api/office/sign-ledger?${query}` })

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  await register({ content: '=1+1' })
  await register({ content: '示例,"大楼"', fixing: ['expansionBolt', 'tied'] }, { 'GG-P01': 'S', 'GG-S06': 'L' })
})

afterAll(() => server.close())

describe('[DOC-8] the ledger of signs', () => {
  test('is an Excel file with a heading, the worst sign first, its words and its pictures', async () => {
    const answer = await take('format=xlsx')
    expect(answer.headers['content-disposition']).toContain('attachment; filename="signs.xlsx"')
    const [sheet] = await readExcelFile(answer.rawPayload)
    const [title, about, disclaimer, head, worst] = sheet?.data ?? []
    expect([title?.[0], disclaimer?.[0]]).toEqual([
      '户外广告招牌隐患台账',
      '本结果为目测排查，不替代有资质机构的安全检测鉴定',
    ])
    expect(about?.[0]).toContain('单位：squad-1　制表：示例2001')
    expect(head?.slice(0, 3)).toEqual(['序号', '编号', '类型'])
    const line = Object.fromEntries((head ?? []).map((name, index) => [name, worst?.[index]]))
    expect(line).toMatchObject({
      序号: 1,
      牌面内容: '示例,"大楼"',
      固定方式: '膨胀螺栓、绑扎',
      隐患部位与描述: '钢结构锈蚀（轻微）；面板松动、翘边、欲坠（严重）；店主不在',
      隐患等级: '重大',
    })
    expect(line['整改时限']).toMatch(/^险情排除 \d{4}-\d\d-\d\d \d\d:\d\d；彻底整改 /)
    expect(answer.rawPayload.toString('latin1')).toContain('xl/media/')
  })

  test('is a CSV that Excel reads as UTF-8 and in which no text runs as a formula', async () => {
    const { rawPayload, body } = await take('format=csv')
    expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, worst, other] = body.split('\r\n')
    expect(head).toContain('序号,编号,类型')
    expect(worst).toContain('"示例,""大楼"""')
    expect(other).toContain(",'=1+1,")
  })

  test('is GeoJSON in WGS-84, longitude first', async () => {
    const answer = await take('format=geojson')
    const { features } = answer.json<{ features: { geometry: object; properties: Record<string, unknown> }[] }>()
    expect(features.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [117.01, 32.64] },
      { type: 'Point', coordinates: [117.01, 32.64] },
    ])
    expect(Object.keys(features[0]?.properties ?? {})).toEqual(signLedgerColumns.map(({ key }) => key))
  })

  test.each([
    ['csv', 'br'],
    ['geojson', 'br'],
    ['xlsx', undefined],
  ])('in frames %s comes as %s, and says how far it is', async (format, encoding) => {
    const url = `/api/office/sign-ledger?format=${format}&progress=yes`
    const answer = await captain.call({ url, headers: { 'accept-encoding': 'br' } })
    expect(answer.headers['content-encoding']).toBe(encoding)
    const bytes = encoding === undefined ? answer.rawPayload : brotliDecompressSync(answer.rawPayload)
    const found = createFrameReader().push(new Uint8Array(bytes))
    const lines = found.flatMap((each) => ('progress' in each && each.progress.of === 'lines' ? [each.progress] : []))
    expect(lines.at(-1)).toEqual({ of: 'lines', done: 2, total: 2 })
  })

  test('holds what the filter lets through', async () => {
    const lines = async (query: string): Promise<number> =>
      (await take(`format=csv${query}`)).body.trim().split('\r\n').length - 1
    expect([await lines(''), await lines('&grade=MAJOR'), await lines('&type=LED')]).toEqual([2, 1, 0])
  })

  test.each(['csv', 'geojson', 'xlsx'])('as %s holds nothing of another squad', async (format) => {
    const answer = await take(`format=${format}`, await server.login('2002'))
    const text = format === 'xlsx' ? JSON.stringify(await readExcelFile(answer.rawPayload)) : answer.body
    expect([answer.statusCode, text.includes('示例,'), text.includes('1+1')]).toEqual([200, false, false])
  })

  test('is refused to those who may not take it, whatever else they see', async () => {
    await server.addPerson('8001', 'viewer', 'squad-1')
    for (const client of [officer, await server.login('8001')])
      expect((await take('format=csv', client)).statusCode).toBe(403)
  })

  test('is no Excel file past its limit', () => {
    expect(() => refuseTooManyLines(ledgerLimits.excelLines)).not.toThrow()
    expect(() => refuseTooManyLines(ledgerLimits.excelLines + 1)).toThrow(
      expect.objectContaining({ code: 'request/too-large', params: { limit: '10000' } }),
    )
  })
})
