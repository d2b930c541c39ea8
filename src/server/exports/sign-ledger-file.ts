import { Readable } from 'node:stream'
import type { SubjectId } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import { signLedgerColumns, type LedgerWords } from '../../domain/report/sign-ledger.ts'
import { surveyDisclaimer } from '../../domain/signage/grade.ts'
import type { SignState } from '../../domain/signage/sign-state.ts'
import { moment } from '../../domain/signage/sign-words.ts'
import { signLedgerLimits } from '../../protocol/limits.ts'
import type { Pictures } from '../photos/pictures.ts'
import { Problem } from '../problem.ts'
import { readSigns, storedPictures } from '../services/sign-ledger.ts'
import type { Store } from '../store/store.ts'
import { csvByteOrderMark, csvLine } from './csv-line.ts'
import type { ExcelPicture } from './excel-sheet.ts'
import type { WriteExcel } from './write-excel.ts'

export const signLedgerTitle = '户外广告招牌隐患台账'

/** What a paper says of itself above the table. */
export interface LedgerHeading {
  readonly unit: string
  readonly author: string
  readonly nowMs: number
}

const cellsOf = (sign: SignState, words: LedgerWords): readonly (string | number)[] =>
  signLedgerColumns.map((column) => column.valueOf(sign, words))

async function* csvLines(store: Store, signIds: readonly SubjectId[], words: LedgerWords): AsyncGenerator<string> {
  yield csvByteOrderMark + csvLine(['序号', ...signLedgerColumns.map(({ title }) => title), '纬度', '经度'])
  let number = 0
  for await (const sign of readSigns(store, signIds)) {
    number += 1
    const { lat, lng } = sign.attributes.point
    yield csvLine([number, ...cellsOf(sign, words), lat, lng])
  }
}

/** As a text that any program reads; of any length, a line at a time. */
export const csvLedger = (store: Store, signIds: readonly SubjectId[], words: LedgerWords): Readable =>
  Readable.from(csvLines(store, signIds, words))

/** WGS-84, longitude first, as RFC 7946 has it. */
function featureOf(sign: SignState, words: LedgerWords): object {
  const { lat, lng } = sign.attributes.point
  return {
    type: 'Feature',
    id: sign.signId,
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: Object.fromEntries(signLedgerColumns.map((column) => [column.key, column.valueOf(sign, words)])),
  }
}

async function* geoJsonPieces(store: Store, signIds: readonly SubjectId[], words: LedgerWords): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[\n'
  let separator = ''
  for await (const sign of readSigns(store, signIds)) {
    yield `${separator}${JSON.stringify(featureOf(sign, words))}`
    separator = ',\n'
  }
  yield '\n]}\n'
}

export const geoJsonLedger = (store: Store, signIds: readonly SubjectId[], words: LedgerWords): Readable =>
  Readable.from(geoJsonPieces(store, signIds, words))

/** What nobody measured is as wide as phones take them. */
const ratioOf = ({ widthPx, heightPx }: PhotoRef): number => (widthPx && heightPx ? widthPx / heightPx : 4 / 3)

async function picturesOf(
  { store, pictures }: ExcelSources,
  signs: readonly SignState[],
  firstColumn: number,
): Promise<ExcelPicture[]> {
  const stored = await storedPictures(store, signs)
  const found: ExcelPicture[] = []
  for (const [row, sign] of signs.entries())
    for (const [index, photo] of (stored.get(sign.signId) ?? []).entries()) {
      const jpeg = await pictures.derive(photo.sha256, 'thumb')
      if (jpeg) found.push({ row, column: firstColumn + index, jpeg, ratio: ratioOf(photo) })
    }
  return found
}

export interface ExcelSources {
  readonly store: Store
  readonly pictures: Pictures
  readonly writeExcel: WriteExcel
}

const pictureColumns = [
  { title: '照片（远）', width: 16 },
  { title: '照片（近）', width: 16 },
]

/** As an Excel file with pictures. Rejects with `request/too-large` past the number of signs that one holds. */
export async function excelLedger(
  sources: ExcelSources,
  signIds: readonly SubjectId[],
  { unit, author, nowMs }: LedgerHeading,
  words: LedgerWords,
): Promise<Buffer> {
  const { excelSigns } = signLedgerLimits
  if (signIds.length > excelSigns)
    throw new Problem('request/too-large', 'Too many signs for one Excel file: narrow the filter, or take CSV.', {
      params: { limit: String(excelSigns) },
    })
  const signs: SignState[] = []
  for await (const sign of readSigns(sources.store, signIds)) signs.push(sign)
  const now = moment(nowMs, words.timeZone)
  const columns = [{ title: '序号', width: 6 }, ...signLedgerColumns, ...pictureColumns]
  return sources.writeExcel({
    name: signLedgerTitle,
    heading: [
      signLedgerTitle,
      `单位：${unit}　制表：${author}　审核：　　　　　制表时间：${now}　数据截至：${now}　共 ${signs.length} 块`,
      surveyDisclaimer,
    ],
    columns: columns.map(({ title, width }) => ({ title, width })),
    rows: signs.map((sign, index) => [index + 1, ...cellsOf(sign, words)]),
    pictures: await picturesOf(sources, signs, 1 + signLedgerColumns.length),
  })
}
