import readExcel from 'read-excel-file/browser'
import { DeviceProblem } from '../../device/device-problem.ts'
import type { Sheet } from '../../domain/tables/sheet.ts'
import { parseCsv } from '../../lib/parse-csv.ts'
import { readSheetMarks, type MergedCells } from './office-sheet-marks.ts'
import { unpackedBytes } from './unpacked-bytes.ts'

/** A bureau has some hundred schools, people and classes: what is larger is another file. */
const mostBytes = 10 * 1024 * 1024
/** XML shrinks to a tenth or a twentieth; an archive that claims more was made to fill the memory. */
const mostUnpackedBytes = 200 * 1024 * 1024
const mostRows = 20_000

/** 1900-01-00 and its neighbours: a cell that holds only a time of day. */
const lastDayOfTimesMs = Date.UTC(1900, 0, 2)

function textOfDate(value: Date): string {
  const iso = value.toISOString()
  if (value.getTime() < lastDayOfTimesMs) return iso.slice(11, 16)
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** Excel keeps 0.1 + 0.2 as it computes it, and shows 15 digits. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return textOfDate(cell)
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)))
  return cell === null || cell === undefined ? '' : String(cell)
}

/** The old .xls, and an .xlsx under a password: both are compound files of before 2007. */
const isCompoundFile = (bytes: ArrayBuffer): boolean =>
  bytes.byteLength > 8 && new DataView(bytes).getUint32(0) === 0xd0cf11e0

/** Writes what a merged cell says into every place that it covers, as far as the table goes. */
function fillMerged(
  rows: readonly (readonly string[])[],
  merged: readonly MergedCells[],
): readonly (readonly string[])[] {
  const filled = rows.map((row) => [...row])
  for (const { top, left, bottom, right } of merged) {
    const text = rows[top]?.[left] ?? ''
    if (text === '') continue
    for (const row of filled.slice(top, bottom + 1)) row.fill(text, left, Math.min(right + 1, row.length))
  }
  return filled
}

async function readSheets(file: File, bytes: ArrayBuffer): Promise<readonly Sheet[]> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) throw new DeviceProblem('table/not-a-file')
  if (unpacked > mostUnpackedBytes) throw new DeviceProblem('table/too-large')
  try {
    const marks = readSheetMarks(bytes)
    return (await readExcel(file)).map(({ sheet, data }) => ({
      name: sheet,
      rows: fillMerged(
        data.map((row) => row.map(textOf)),
        marks.get(sheet)?.merged ?? [],
      ),
      notes: marks.get(sheet)?.notes ?? [],
    }))
  } catch (cause) {
    throw new DeviceProblem('table/not-a-file', cause)
  }
}

/** Excel in China writes CSV in GB 18030 unless told otherwise. */
function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes)
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * Reads the sheets of an .xlsx file, or a CSV as one sheet named after its file. What they mean is judged elsewhere.
 *
 * Rejects with `table/not-a-file`, `table/old-excel` or `table/too-large`.
 */
export async function readTableFile(file: File): Promise<readonly Sheet[]> {
  if (file.size > mostBytes) throw new DeviceProblem('table/too-large')
  const bytes = await file.arrayBuffer()
  if (isCompoundFile(bytes)) throw new DeviceProblem('table/old-excel')
  const isText = /\.(csv|txt)$/i.test(file.name)
  const sheets = isText
    ? [{ name: file.name.replace(/\.\w+$/, ''), rows: parseCsv(decode(bytes)) }]
    : await readSheets(file, bytes)
  if (sheets.reduce((sum, { rows }) => sum + rows.length, 0) > mostRows) throw new DeviceProblem('table/too-large')
  return sheets
}
