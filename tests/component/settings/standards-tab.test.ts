import 'fake-indexeddb/auto'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, expect, test, vi } from 'vitest'
import StandardsTab from '../../../src/app/features/settings/StandardsTab.vue'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import { chooseFile } from '../support/choose-file.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'
import { createOfficeDocuments, type OfficeDocuments } from '../support/office-documents.ts'

let documents: OfficeDocuments
let screen: Screen
const file = new File(
  ['小类名称,立案条件,处置时限,结案条件\n示例井,缺失,2紧急工作时,补上\n,破损,尽快,更换\n路灯,不亮,1工作日,修复\n'],
  '示例部件标准.csv',
)

/** As Excel keeps it: the class merged over its two conditions, and a remark beside one of them. */
function workbook(): File {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const sheetXml = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relation = (kind: string, target: string): Uint8Array =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`,
    )
  const rows = [
    ['小类名称', '立案条件', '处置时限', '结案条件'],
    ['示例井', '缺失', '2紧急工作时', '补上'],
    ['', '破损', '4工作时', '更换'],
  ]
  const cellOf = (value: string, row: number, column: number): string =>
    value && `<c r="${'ABCD'[column]}${row + 1}" t="inlineStr"><is><t>${value}</t></is></c>`
  const lines = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((value, i) => cellOf(value, at, i)).join('')}</row>`,
  )
  const sheets = '<sheets><sheet name="部件" sheetId="1" r:id="rId1"/></sheets>'
  const remark = '<comment ref="C3" authorId="0"><text><r><t>雨季 2 小时</t></r></text></comment>'
  const archive = zipSync({
    'xl/workbook.xml': strToU8(`<workbook xmlns="${sheetXml}" xmlns:r="${office}">${sheets}</workbook>`),
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${sheetXml}"><sheetData>${lines.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>`,
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': relation('comments', '../comments1.xml'),
    'xl/comments1.xml': strToU8(
      `<comments><authors><author/></authors><commentList>${remark}</commentList></comments>`,
    ),
  })
  return new File([new Uint8Array(archive)], '标准.xlsx')
}

beforeEach(async () => {
  documents = createOfficeDocuments()
  documents.put('standards', 'categories', starterCategories, 'bureau')
  const { office } = documents
  screen = await mountScreen(StandardsTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
})

test('a standard is shown with what was not understood, and saved as the next version', async () => {
  expect(screen.text()).toContain('现行第 1 版：87 个小类')
  await chooseFile(screen, file)
  await vi.waitFor(() =>
    expect(screen.text()).toContain('看懂 1 行：1 个小类、1 条时限（新增 0 个、有改动 1 个、不变 0 个）'),
  )
  expect(screen.text()).toContain('示例部件标准 第 3 行破损 ｜ 尽快 ｜ 更换时限看不明白')
  expect(documents.taken).toEqual([])
  expect(screen.text()).toContain('它们的小类整个不导入，保持原样')
  await screen.tap('存为第 2 版')
  expect(documents.data('standards', 'categories')).toMatchObject({
    version: 2,
    source: { fileName: '示例部件标准.csv', importedAt: '2026-11-20T06:30:00.000Z' },
  })
  expect(screen.text()).toContain('现行第 2 版：87 个小类')
})

test('a standard that somebody else replaced meanwhile is compared anew and not overwritten', async () => {
  await chooseFile(screen, file)
  await vi.waitFor(() => expect(screen.button('存为第 2 版')).toBeDefined())
  documents.put('standards', 'categories', { ...starterCategories, version: 2 }, 'bureau')
  await screen.tap('存为第 2 版')
  expect(screen.text()).toContain('别人刚刚导入了另一版')
  expect(documents.taken).toEqual([])
  await screen.tap('存为第 3 版')
  expect(documents.data('standards', 'categories')).toMatchObject({ version: 3 })
})

test('a remark beside a cell is shown before anything is saved: it may change a condition or a limit', async () => {
  await chooseFile(screen, workbook())
  await vi.waitFor(() => expect(screen.text()).toContain('看懂 2 行：1 个小类、2 条时限'))
  expect(screen.text()).toContain('表里有 1 条批注，不会导入，请核对是否改变了条件或时限')
  expect(screen.text()).toContain('部件 C3雨季 2 小时')
})
