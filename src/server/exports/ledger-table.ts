import type { Sha256 } from '../../domain/ids.ts'
import type { LedgerValue } from '../../domain/report/ledger-column.ts'

export interface LedgerPicture {
  /** From 0, among the table's columns. */
  readonly column: number
  readonly sha256: Sha256
  /** Width over height. */
  readonly ratio: number
}

export interface LedgerLine {
  readonly cells: readonly LedgerValue[]
  readonly pictures: readonly LedgerPicture[]
}

/** A picture at its line, counted from 0 below the head. */
export interface PlacedPicture extends LedgerPicture {
  readonly line: number
}

export interface TableColumn {
  readonly title: string
  readonly width: number
  /** Holds pictures and no text: left out where there are none. */
  readonly isPicture?: true
}

/** A 台账 that is read while it is written: never whole in memory. */
export interface LedgerTable {
  readonly name: string
  /** Lines above the table: the title, then what a paper says of itself. */
  readonly heading: readonly string[]
  readonly columns: readonly TableColumn[]
  /** Read once. */
  readonly lines: AsyncIterable<LedgerLine>
}

/** Who writes it and when. */
export interface LedgerAuthor {
  readonly unit: string
  readonly author: string
  /** 2026-11-20 07:12 */
  readonly writtenAt: string
}

/** 制表, 审核, 数据截至: what every one of the bureau's tables says above itself. */
export const headingOf = (
  name: string,
  { unit, author, writtenAt }: LedgerAuthor,
  about: string,
): readonly string[] => [
  name,
  `单位：${unit}　制表：${author}　审核：　　　　　制表时间：${writtenAt}　数据截至：${writtenAt}　${about}`,
]
