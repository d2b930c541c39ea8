import type { LedgerValue } from '../../../domain/report/ledger-column.ts'
import type { LedgerTable } from '../ledger-table.ts'
import { lineHeightPt } from './line-height.ts'
import { cellStyles } from './package-xml.ts'
import { pictureLinePt } from './picture-size.ts'
import { xmlHead, xmlText } from './xml-text.ts'

/** Excel refuses a file with a longer text in a cell. */
const longestText = 32_767
/** Written together: one step of the packer. */
const linesPerPiece = 100
const titlePt = 24
const aboutPt = 16

const encoder = new TextEncoder()

/** A, B … Z, AA … by the place from 0. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

function cellXml(value: LedgerValue, address: string, style: number): string {
  const begin = `<c r="${address}" s="${style}"`
  if (typeof value === 'number') return `${begin}><v>${value}</v></c>`
  if (value === '') return `${begin}/>`
  return `${begin} t="inlineStr"><is><t xml:space="preserve">${xmlText(value.slice(0, longestText))}</t></is></c>`
}

const widthsOf = (columns: LedgerTable['columns']): readonly number[] => columns.map(({ width }) => width)

interface Row {
  /** From 1, as Excel counts. */
  readonly number: number
  readonly cells: readonly LedgerValue[]
  readonly style: number
  readonly heightPt: number
}

function rowXml({ number, cells, style, heightPt }: Row): string {
  const its = cells.map((value, index) => cellXml(value, `${columnName(index)}${number}`, style))
  return `<row r="${number}" ht="${heightPt}" customHeight="1">${its.join('')}</row>`
}

/** The head stays in sight while the lines are scrolled, and a page is as wide as the table. */
function beginXml({ columns, heading }: LedgerTable): string {
  const headLines = heading.length + 1
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const [title = '', ...about] = heading
  const heads = columns.map(({ title: head }) => head)
  return [
    xmlHead,
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headLines}" topLeftCell="A${headLines + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.join('')}</cols><sheetData>`,
    rowXml({ number: 1, cells: [title], style: cellStyles.title, heightPt: titlePt }),
    ...about.map((line, index) =>
      rowXml({ number: index + 2, cells: [line], style: cellStyles.about, heightPt: aboutPt }),
    ),
    rowXml({
      number: headLines,
      cells: heads,
      style: cellStyles.head,
      heightPt: lineHeightPt(heads, widthsOf(columns)),
    }),
  ].join('')
}

const end =
  '</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/><drawing r:id="rId1"/></worksheet>'

/** The sheet as XML, some lines at a time (A3, as wide as the page). */
export async function* sheetXml(table: LedgerTable): AsyncGenerator<Uint8Array> {
  let piece = [beginXml(table)]
  let number = table.heading.length + 1
  const widths = widthsOf(table.columns)
  for await (const { cells, pictures } of table.lines) {
    number += 1
    const heightPt = Math.max(lineHeightPt(cells, widths), pictures.length > 0 ? pictureLinePt : 0)
    piece.push(rowXml({ number, cells, style: cellStyles.cell, heightPt }))
    if (piece.length < linesPerPiece) continue
    yield encoder.encode(piece.join(''))
    piece = []
  }
  yield encoder.encode(piece.join('') + end)
}
