import {
  complaintLedgerColumns,
  type ComplaintLedgerWords,
  type ComplaintLine,
} from '../../domain/report/complaint-ledger.ts'
import { headingOf, type LedgerAuthor, type LedgerLine, type LedgerTable } from './ledger-table.ts'

export const complaintLedgerTitle = '投诉台账'

async function* linesOf(
  complaints: AsyncIterable<ComplaintLine>,
  words: ComplaintLedgerWords,
): AsyncGenerator<LedgerLine> {
  for await (const line of complaints)
    yield { cells: complaintLedgerColumns.map((column) => column.valueOf(line, words)), pictures: [] }
}

/** 投诉台账 of these complaints, in their order. `period` is 2026-11-01 至 2026-11-30. */
export const complaintLedgerTable = (
  complaints: AsyncIterable<ComplaintLine>,
  { author, period }: { readonly author: LedgerAuthor; readonly period: string },
  words: ComplaintLedgerWords,
): LedgerTable => ({
  name: complaintLedgerTitle,
  heading: headingOf(complaintLedgerTitle, author, `期间：${period}`),
  columns: complaintLedgerColumns,
  lines: linesOf(complaints, words),
})
