import { Readable } from 'node:stream'
import { csvByteOrderMark, csvLine } from './csv-line.ts'
import type { LedgerTable } from './ledger-table.ts'

async function* lines({ columns, lines: given }: LedgerTable): AsyncGenerator<string> {
  yield csvByteOrderMark + csvLine(columns.map(({ title }) => title))
  for await (const { cells } of given) yield csvLine(cells)
}

/** As a text that any program reads; of any length, a line at a time, without pictures. */
export const csvLedger = (table: LedgerTable): Readable => Readable.from(lines(table))
