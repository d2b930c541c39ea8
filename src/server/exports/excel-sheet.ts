/** A table with pictures as it is handed to the thread that writes the file. */
export interface ExcelSheet {
  readonly name: string
  /** Lines above the table: the title, then what a report says of itself. */
  readonly heading: readonly string[]
  readonly columns: readonly { readonly title: string; readonly width: number }[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly pictures: readonly ExcelPicture[]
}

export interface ExcelPicture {
  /** From 0, among `rows`. */
  readonly row: number
  /** From 0, among `columns`. */
  readonly column: number
  readonly jpeg: Uint8Array
  /** Width over height. */
  readonly ratio: number
}
