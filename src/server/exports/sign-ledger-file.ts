import { Readable } from 'node:stream'
import type { SubjectId } from '../../domain/ids.ts'
import { signLedgerColumns, type SignLedgerWords } from '../../domain/report/sign-ledger.ts'
import { foldSign } from '../../domain/signage/fold-sign.ts'
import { surveyDisclaimer } from '../../domain/signage/grade.ts'
import type { SignState } from '../../domain/signage/sign-state.ts'
import { readFolded } from '../services/read-folded.ts'
import { storedPictures } from '../services/sign-ledger.ts'
import type { Store } from '../store/store.ts'
import type { LedgerMeter } from './ledger-meter.ts'
import { headingOf, type LedgerAuthor, type LedgerLine, type LedgerTable, type TableColumn } from './ledger-table.ts'
import { ledgerPicture } from './ledger-picture.ts'

export const signLedgerTitle = '户外广告招牌隐患台账'

const pictureColumns: readonly TableColumn[] = [
  { title: '照片（远）', width: 16, isPicture: true },
  { title: '照片（近）', width: 16, isPicture: true },
]
const pointColumns = [
  { title: '纬度', width: 12 },
  { title: '经度', width: 12 },
]

async function* linesOf(
  store: Store,
  signIds: readonly SubjectId[],
  words: SignLedgerWords,
): AsyncGenerator<LedgerLine> {
  let number = 0
  const firstPicture = 1 + signLedgerColumns.length
  for await (const signs of readFolded(store, signIds, foldSign)) {
    const stored = await storedPictures(store, signs)
    for (const sign of signs) {
      number += 1
      const { lat, lng } = sign.attributes.point
      const pictures = (stored.get(sign.signId) ?? []).map((photo, index) => ledgerPicture(firstPicture + index, photo))
      const cells = signLedgerColumns.map((column) => column.valueOf(sign, words))
      yield { cells: [number, ...cells, '', '', lat, lng], pictures }
    }
  }
}

/** 户外广告招牌隐患台账 of these signs, in their order. */
export const signLedgerTable = (
  store: Store,
  signIds: readonly SubjectId[],
  author: LedgerAuthor,
  words: SignLedgerWords,
): LedgerTable => ({
  name: signLedgerTitle,
  heading: [...headingOf(signLedgerTitle, author, `共 ${signIds.length} 块`), surveyDisclaimer],
  columns: [{ title: '序号', width: 6 }, ...signLedgerColumns, ...pictureColumns, ...pointColumns],
  lines: linesOf(store, signIds, words),
})

/** WGS-84, longitude first, as RFC 7946 has it. */
function featureOf(sign: SignState, words: SignLedgerWords): object {
  const { lat, lng } = sign.attributes.point
  return {
    type: 'Feature',
    id: sign.signId,
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: Object.fromEntries(signLedgerColumns.map((column) => [column.key, column.valueOf(sign, words)])),
  }
}

async function* geoJsonPieces(
  store: Store,
  signIds: readonly SubjectId[],
  words: SignLedgerWords,
  meter: LedgerMeter,
): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[\n'
  let separator = ''
  let done = 0
  for await (const signs of readFolded(store, signIds, foldSign))
    for (const sign of signs) {
      yield `${separator}${JSON.stringify(featureOf(sign, words))}`
      separator = ',\n'
      done += 1
      meter.tell({ of: 'lines', done, total: signIds.length })
    }
  yield '\n]}\n'
}

export const geoJsonLedger = (
  store: Store,
  signIds: readonly SubjectId[],
  words: SignLedgerWords,
  meter: LedgerMeter,
): Readable => Readable.from(geoJsonPieces(store, signIds, words, meter))
