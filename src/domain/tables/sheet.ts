/** 批注: what somebody wrote beside a cell. */
export interface SheetNote {
  /** As Excel names it: B12. */
  readonly cell: string
  readonly text: string
}

/** One sheet of a file that somebody hands in: texts only; a merged cell says the same in every place that it covers. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly SheetNote[]
}

/** Full-width signs and blanks come in with every second table; no word or number depends on them. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

export const isEmptyRow = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')
