import { unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SubjectId } from '../../../src/domain/ids.ts'
import { caseLedgerColumns } from '../../../src/domain/report/case-ledger.ts'
import { createFrameReader, framedType } from '../../../src/protocol/progress-frames.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

const take = (query: string, client = captain): ReturnType<TestClient['call']> =>
  client.call({ url: `/api/office/case-ledger?${query}` })

/** Solved at once, with a picture before and one after. */
async function solveOnSite(note: string): Promise<void> {
  const before = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 30 })
  const after = await drawnJpeg({ widthPx: 120, heightPx: 160, hue: 200 })
  const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos: [photoRef(server, before)], note })
  const solved = entryOf(server, officer, 'case.closedOnSite', {
    scope: 'squad-1',
    subjects: (): SubjectId[] => [caseId],
    data: { disposition: 'PERSUADE', note: '已劝离' },
    parts: [photoRef(server, after, 'after')],
  })
  await push(server, officer, [entry, solved])
  await upload(officer, before)
  await upload(officer, after)
}

beforeAll(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
  await push(server, officer, [findingOf(server, officer, 'squad-1', { note: '=2+3 <示例> & "引号"\u0007' }).entry])
  server.clock.advance(60_000)
  await solveOnSite('示例占道')
})

afterAll(() => server.close())

describe('[DOC-8] 问题台账', () => {
  test('says how far it is while it comes, if asked, and is the same file', async () => {
    const plain = await take('format=xlsx')
    const answer = await take('format=xlsx&progress=yes')
    expect(answer.headers['content-type']).toBe(`${framedType}; of="${plain.headers['content-type']}"`)
    expect(answer.headers['content-disposition']).toBe(plain.headers['content-disposition'])
    const reader = createFrameReader()
    const found = reader.push(new Uint8Array(answer.rawPayload))
    const told = found.flatMap((each) => ('progress' in each ? [each.progress] : []))
    expect(reader.isWhole()).toBe(true)
    expect(Buffer.concat(found.flatMap((each) => ('data' in each ? [each.data] : [])))).toEqual(plain.rawPayload)
    expect(told.filter(({ done, total }) => done === total)).toEqual([
      { of: 'lines', done: 2, total: 2 },
      { of: 'pictures', done: 2, total: 2 },
    ])
  })

  test('is an Excel file in the bureau’s order of columns, the newest first, with what was done', async () => {
    const answer = await take('format=xlsx')
    expect(answer.headers['content-disposition']).toContain('attachment; filename="cases.xlsx"')
    const [sheet] = await readExcelFile(answer.rawPayload)
    const [title, about, head, first, second] = sheet?.data ?? []
    expect([title?.[0], String(about?.[0])]).toEqual(['问题台账', expect.stringContaining('共 2 件')])
    expect(head?.join()).toBe(
      '序号,编号,发现时间,地点（路段/门牌/坐标）,道路等级,网格,大类/小类,问题描述,来源,发现人,严重程度,责任单位/责任人,' +
        '整改要求,整改时限,派遣时间,整改情况,整改前照片,整改后照片,完成时间,核查人,核查时间,是否返工,销号编号,销号时间,销号人,是否反弹,备注',
    )
    const line = Object.fromEntries((head ?? []).map((name, index) => [String(name), first?.[index]]))
    expect(line).toMatchObject({
      序号: 1,
      问题描述: '示例占道',
      发现人: '示例1001',
      整改情况: '当场处理：劝导：已劝离',
      销号人: '示例1001',
    })
    expect(line['销号编号']).toMatch(/^XH\d{8}-[0-9A-Z]{6}$/)
    // Excel refuses a file that holds what XML cannot, and runs what a text cell holds as no formula.
    expect(second).toContain('=2+3 <示例> & "引号"')
  })

  test('shows what was found and what was done as pictures at their line', async () => {
    const files = unzipSync(new Uint8Array((await take('format=xlsx')).rawPayload))
    const media = Object.keys(files).filter((name) => name.startsWith('xl/media/'))
    expect(media).toEqual(['xl/media/picture1.jpeg', 'xl/media/picture2.jpeg'])
    const drawing = new TextDecoder().decode(files['xl/drawings/drawing1.xml'])
    const places = [...drawing.matchAll(/<xdr:col>(\d+)<\/xdr:col>.*?<xdr:row>(\d+)<\/xdr:row>/g)]
    const firstPicture = 1 + caseLedgerColumns.length
    expect(places.map(([, column, row]) => [Number(column), Number(row)])).toEqual([
      [firstPicture, 3],
      [firstPicture + 1, 3],
    ])
  })

  test('as CSV holds what the filter lets through, and no text that runs', async () => {
    const lines = async (query: string): Promise<readonly string[]> =>
      (await take(`format=csv${query}`)).body.trim().split('\r\n')
    expect((await lines('&state=closed')).length).toBe(2)
    const [head, , oldest] = await lines('')
    expect(head).not.toContain('照片')
    expect(oldest).toContain("'=2+3")
  })

  test.each(['xlsx', 'csv'])('as %s holds nothing of another squad', async (format) => {
    const answer = await take(`format=${format}`, await server.login('2002'))
    const text = format === 'xlsx' ? JSON.stringify(await readExcelFile(answer.rawPayload)) : answer.body
    expect([answer.statusCode, text.includes('示例占道')]).toEqual([200, false])
  })

  test('is refused to those who may not take it', async () => {
    expect((await take('format=csv', officer)).statusCode).toBe(403)
  })
})
