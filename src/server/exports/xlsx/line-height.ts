import type { LedgerValue } from '../../../domain/report/ledger-column.ts'

/** Of a text of 11 points with some air. */
const textLinePt = 18
/** Excel shows no line that is higher. */
const mostPt = 409

/** In digits, as widths of columns are measured; a Chinese sign is two wide. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)

/**
 * How high a line must be for every text in it to be read, in points.
 *
 * A line that says nothing of its height is made high enough by Excel alone; others show one line of text of it.
 */
export function lineHeightPt(cells: readonly LedgerValue[], widths: readonly number[]): number {
  const lines = cells.map((value, index) => Math.ceil(widthOf(String(value)) / Math.max(1, (widths[index] ?? 10) - 1)))
  return Math.min(mostPt, Math.max(1, ...lines) * textLinePt)
}
