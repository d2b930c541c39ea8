import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile, { type Cell, type Image, type SheetData } from 'write-excel-file/node'
import type { ExcelPicture, ExcelSheet } from './excel-sheet.ts'

/** The thread behind `writeExcel`: zipping some megabytes of pictures takes a second, which no phone should wait. */

const pictureRowPt = 66
const pointsPerInch = 72
const dpi = 96
const pictureHeightPx = (pictureRowPt / pointsPerInch) * dpi - 4

const text = (value: string | number): Cell =>
  typeof value === 'number'
    ? { value, type: Number, wrap: true, alignVertical: 'top' }
    : { value, type: String, wrap: true, alignVertical: 'top' }

function tableOf({ heading, columns, rows, pictures }: ExcelSheet): SheetData {
  const withPicture = new Set(pictures.map(({ row }) => row))
  const titles = heading.map((line, index): Cell[] => [
    { value: line, type: String, ...(index === 0 ? { fontWeight: 'bold' as const, fontSize: 16 } : {}) },
  ])
  const head = columns.map(({ title }): Cell => ({ value: title, type: String, fontWeight: 'bold', wrap: true }))
  const body = rows.map((row, index) =>
    row.map((value): Cell =>
      withPicture.has(index) ? Object.assign({}, text(value), { height: pictureRowPt }) : text(value),
    ),
  )
  return [...titles, head, ...body]
}

/** As high as the line, whatever its own size. */
function imageOf(picture: ExcelPicture, headLines: number): Image {
  const height = Math.round(pictureHeightPx)
  return {
    content: Buffer.from(picture.jpeg),
    contentType: 'image/jpeg',
    width: Math.round(picture.ratio * height),
    height,
    dpi,
    anchor: { row: headLines + picture.row + 1, column: picture.column + 1 },
    offsetX: 2,
    offsetY: 2,
  }
}

async function write(sheet: ExcelSheet): Promise<void> {
  const headLines = sheet.heading.length + 1
  const file = await writeExcelFile(tableOf(sheet), {
    sheet: sheet.name,
    columns: sheet.columns.map(({ width }) => ({ width })),
    stickyRowsCount: headLines,
    orientation: 'landscape',
    images: sheet.pictures.map((picture) => imageOf(picture, headLines)),
  }).toBuffer()
  parentPort?.postMessage(file)
}

await write(workerData as ExcelSheet)
