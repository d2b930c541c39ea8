import { dutyLedgerColumns, type DutyLedgerWords, type StoodShift } from '../../domain/report/duty-ledger.ts'
import { headingOf, type LedgerAuthor, type LedgerLine, type LedgerTable } from './ledger-table.ts'

export const dutyLedgerTitle = '护学岗台账'

async function* linesOf(shifts: AsyncIterable<StoodShift>, words: DutyLedgerWords): AsyncGenerator<LedgerLine> {
  for await (const line of shifts)
    yield { cells: dutyLedgerColumns.map((column) => column.valueOf(line, words)), pictures: [] }
}

/** 护学岗台账 of these shifts, in their order. `period` is 2026-11-01 至 2026-11-30. */
export const dutyLedgerTable = (
  shifts: AsyncIterable<StoodShift>,
  { author, period }: { readonly author: LedgerAuthor; readonly period: string },
  words: DutyLedgerWords,
): LedgerTable => ({
  name: dutyLedgerTitle,
  heading: headingOf(dutyLedgerTitle, author, `期间：${period}`),
  columns: dutyLedgerColumns,
  lines: linesOf(shifts, words),
})
