import { foldCase } from '../../domain/casework/fold-case.ts'
import type { SubjectId } from '../../domain/ids.ts'
import {
  caseLedgerColumns,
  caseLedgerEndColumns,
  casePictures,
  type CaseLedgerWords,
} from '../../domain/report/case-ledger.ts'
import { readFolded } from '../services/read-folded.ts'
import { storedPhotos } from '../services/stored-photos.ts'
import type { Store } from '../store/store.ts'
import { ledgerPicture } from './ledger-picture.ts'
import { headingOf, type LedgerAuthor, type LedgerLine, type LedgerTable, type TableColumn } from './ledger-table.ts'

export const caseLedgerTitle = '问题台账'

const pictureColumns: readonly TableColumn[] = [
  { title: '整改前照片', width: 16, isPicture: true },
  { title: '整改后照片', width: 16, isPicture: true },
]

async function* linesOf(
  store: Store,
  caseIds: readonly SubjectId[],
  words: CaseLedgerWords,
): AsyncGenerator<LedgerLine> {
  let number = 0
  const beforeColumn = 1 + caseLedgerColumns.length
  for await (const cases of readFolded(store, caseIds, foldCase)) {
    const isStored = await storedPhotos(
      store,
      cases.flatMap(({ photos }) => photos.map(({ entryId }) => entryId)),
    )
    for (const value of cases) {
      number += 1
      const { before, after } = casePictures(value, ({ entryId, ref }) => isStored(entryId, ref.partId))
      const cells = caseLedgerColumns.map((column) => column.valueOf(value, words))
      const endCells = caseLedgerEndColumns.map((column) => column.valueOf(value, words))
      yield {
        cells: [number, ...cells, '', '', ...endCells],
        pictures: [before, after].flatMap((photo, index) =>
          photo ? [ledgerPicture(beforeColumn + index, photo)] : [],
        ),
      }
    }
  }
}

/** 问题台账 of these cases, in their order. */
export const caseLedgerTable = (
  store: Store,
  caseIds: readonly SubjectId[],
  author: LedgerAuthor,
  words: CaseLedgerWords,
): LedgerTable => ({
  name: caseLedgerTitle,
  heading: headingOf(caseLedgerTitle, author, `共 ${caseIds.length} 件`),
  columns: [{ title: '序号', width: 6 }, ...caseLedgerColumns, ...pictureColumns, ...caseLedgerEndColumns],
  lines: linesOf(store, caseIds, words),
})
