import { xmlHead, xmlText } from './xml-text.ts'
import type { ZipFile } from './zipped.ts'

/** What of a workbook with one sheet is the same for every table (ECMA-376, part 1). */

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const sheetPaths = { sheet: 'xl/worksheets/sheet1.xml' } as const

/** Styles of cells by their place in `cellXfs`. */
export const cellStyles = { plain: 0, title: 1, about: 2, head: 3, cell: 4 } as const

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>`

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`

export const relationsXml = (...its: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="${relations}">${its.map((each) => relation(...each)).join('')}</Relationships>`

/** The head is printed again on every page. */
const workbook = (name: string, headLines: number): string =>
  `<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${xmlText(name)}'!$${headLines}:$${headLines}</definedName></definedNames></workbook>`

const thin =
  '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>'
const format = (font: number, border: number, alignment: string): string =>
  `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="${border}" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"${alignment}/></xf>`

const styles = `<styleSheet xmlns="${main}"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${thin}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${format(1, 0, '')}${format(0, 0, '')}${format(2, 1, ' wrapText="1" horizontal="center"')}${format(0, 1, ' wrapText="1"')}</cellXfs></styleSheet>`

async function* text(xml: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(xmlHead + xml)
}

export const xmlFile = (path: string, xml: string): ZipFile => ({ path, isPacked: false, content: text(xml) })

/** Everything but the sheet, its drawing and its pictures. */
export function* packageFiles(name: string, headLines: number): Generator<ZipFile> {
  yield xmlFile('[Content_Types].xml', contentTypes)
  yield xmlFile('_rels/.rels', relationsXml(['rId1', 'officeDocument', 'xl/workbook.xml']))
  yield xmlFile('xl/workbook.xml', workbook(name, headLines))
  yield xmlFile(
    'xl/_rels/workbook.xml.rels',
    relationsXml(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml']),
  )
  yield xmlFile('xl/styles.xml', styles)
  yield xmlFile('xl/worksheets/_rels/sheet1.xml.rels', relationsXml(['rId1', 'drawing', '../drawings/drawing1.xml']))
}
