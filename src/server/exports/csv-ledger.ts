import { Readable } from 'node:stream'
import { csvByteOrderMark, csvLine } from './csv-line.ts'
import type { LedgerTable } from './ledger-table.ts'

async function* lines({ columns, lines: given }: LedgerTable): AsyncGenerator<string> {
  const texts = columns.flatMap(({ isPicture }, index) => (isPicture ? [] : [index]))
  const pick = <T>(of: readonly T[]): readonly T[] => texts.flatMap((index) => of.slice(index, index + 1))
  yield csvByteOrderMark + csvLine(pick(columns).map(({ title }) => title))
  for await (const { cells } of given) yield csvLine(pick(cells))
}

/** As a text that any program reads; of any length, a line at a time, without pictures. */
export const csvLedger = (table: LedgerTable): Readable => Readable.from(lines(table))
