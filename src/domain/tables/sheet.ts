/** One sheet of a file that somebody hands in: texts only, an empty one where a cell is empty or covered by a merged one. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

/** Full-width signs and blanks come in with every second table; no word or number depends on them. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

export const isEmptyRow = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')
