import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { readTableFile } from '../../../../src/app/office-files/office-table-file.ts'

const text = (value: string) => ({ value, type: String })
const workbook = async (): Promise<ArrayBuffer> => {
  const rows = [
    [text('部件标准'), null, null],
    [
      { value: new Date('2026-10-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      { value: 0.1 + 0.2, type: Number },
      null,
    ],
    [null, null, null],
    [null, text('末行'), text('备注')],
  ]
  const buffer = await writeExcel([
    { data: rows, sheet: '部件' },
    { data: [[text('事件')]], sheet: '事件' },
  ]).toBuffer()
  return new Uint8Array(buffer).buffer
}
const fileOf = (name: string, ...parts: BlobPart[]): File => new File(parts, name)
const codeOf = (file: File): Promise<unknown> =>
  readTableFile(file).then(
    () => null,
    (failure: { code?: unknown }) => failure.code,
  )

describe('a file of tables', () => {
  test('gives all its sheets as texts, empty rows in their place', async () => {
    const sheets = await readTableFile(fileOf('标准.xlsx', await workbook()))
    expect(sheets.map(({ name }) => name)).toEqual(['部件', '事件'])
    expect(sheets[0]?.rows.map((row) => row.slice(0, 2))).toEqual([
      ['部件标准', ''],
      ['2026-10-01', '0.3'],
      ['', ''],
      ['', '末行'],
    ])
  })

  test('that is a CSV may be of UTF-8, with its mark, or of GB 18030', async () => {
    const rows = [
      ['姓名', '工号'],
      ['张三', '1001'],
    ]
    const gb = new Uint8Array([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xa4, 0xba, 0xc5, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x30, 0x30, 0x31,
    ])
    expect(await readTableFile(fileOf('人员.csv', '\ufeff姓名,工号\n张三,1001\n'))).toEqual([{ name: '人员', rows }])
    expect(await readTableFile(fileOf('人员.csv', gb))).toEqual([{ name: '人员', rows }])
  })

  test('of the old kind is named as such', async () => {
    expect(await codeOf(fileOf('标准.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])))).toBe(
      'table/old-excel',
    )
  })

  test('that is none is refused', async () => {
    expect(await codeOf(fileOf('照片.xlsx', 'not an archive, but long enough'))).toBe('table/not-a-file')
  })

  test('that says it unpacks to gigabytes is refused before it is unpacked', async () => {
    const bytes = await workbook()
    const view = new DataView(bytes)
    const directory = view.getUint32(bytes.byteLength - 22 + 16, true)
    view.setUint32(directory + 24, 0xf000_0000, true)
    expect(await codeOf(fileOf('标准.xlsx', bytes))).toBe('table/too-large')
  })

  test('of too many rows is refused', async () => {
    expect(await codeOf(fileOf('长.csv', 'a\n'.repeat(20_001)))).toBe('table/too-large')
  })
})

describe('a sheet with merged cells and comments', () => {
  const relations = (...lines: string[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const textCell = (ref: string, value: string): string => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
  const archive = zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="部件 &amp; 事件" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations(`<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`),
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${textCell('A1', '井盖')}${textCell('B1', '缺失')}</row><row r="2">${textCell('B2', '破损')}</row><row r="3">${textCell('A3', '灯')}${textCell('B3', '不亮')}</row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>`,
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
      relations(`<Relationship Id="rId1" Type="${office}/comments" Target="../comments1.xml"/>`),
    ),
    'xl/comments1.xml': strToU8(
      '<comments><authors><author/></authors><commentList><comment ref="B2" authorId="0"><text><r><t>面积 </t></r><r><t>&gt; 25 cm²</t></r></text></comment></commentList></comments>',
    ),
  })

  test('says in every place what is merged over it, and what was written beside a cell', async () => {
    const [sheet] = await readTableFile(fileOf('标准.xlsx', new Uint8Array(archive)))
    expect(sheet?.rows).toEqual([
      ['井盖', '缺失'],
      ['井盖', '破损'],
      ['灯', '不亮'],
    ])
    expect([sheet?.name, sheet?.notes]).toEqual(['部件 & 事件', [{ cell: 'B2', text: '面积 > 25 cm²' }]])
  })
})
