import { Readable } from 'node:stream'
import type { Pictures } from '../photos/pictures.ts'
import type { LedgerLine, LedgerTable, PlacedPicture } from './ledger-table.ts'
import { drawingXml, mediaPath } from './xlsx/drawing-xml.ts'
import type { LedgerMeter } from './ledger-meter.ts'
import { packageFiles, sheetPaths } from './xlsx/package-xml.ts'
import { sheetXml } from './xlsx/sheet-xml.ts'
import { unreadablePicture } from './xlsx/unreadable-picture.ts'
import { zipped, type ZipFile } from './xlsx/zipped.ts'

/** The lines as they pass, of which the pictures are remembered: some 200 bytes each, for files that come later in the archive. */
async function* notingPictures(lines: AsyncIterable<LedgerLine>, noted: PlacedPicture[]): AsyncGenerator<LedgerLine> {
  let line = 0
  for await (const each of lines) {
    noted.push(...each.pictures.map((picture) => ({ ...picture, line })))
    line += 1
    yield each
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The sheet first, for its lines say which pictures there are; then each picture once, however often it is shown. */
async function* filesOf(table: LedgerTable, pictures: Pictures, meter: LedgerMeter): AsyncGenerator<ZipFile> {
  const noted: PlacedPicture[] = []
  const headLines = table.heading.length + 1
  yield* packageFiles(table.name, headLines)
  yield {
    path: sheetPaths.sheet,
    isPacked: false,
    content: sheetXml({ ...table, lines: notingPictures(table.lines, noted) }),
  }
  const shown = [...new Set(noted.map(({ sha256 }) => sha256))]
  yield* drawingXml(noted, shown, headLines)
  for (const [index, sha256] of shown.entries()) {
    const jpeg = (await pictures.derive(sha256, 'thumb')) ?? (await unreadablePicture())
    meter.tell({ of: 'pictures', done: index + 1, total: shown.length })
    yield { path: mediaPath(index), isPacked: true, content: one(jpeg) }
  }
}

/** As an Excel file with pictures, piece by piece. A picture that vanished meanwhile is a grey field. */
export const excelLedger = (table: LedgerTable, pictures: Pictures, meter: LedgerMeter, nowMs: number): Readable =>
  Readable.from(zipped(filesOf(table, pictures, meter), nowMs))
