import { plainText } from './sheet.ts'

/** Where the columns of a table stand. */
export interface Head<C extends string> {
  /** Index of the last row of the head: what follows is the table. */
  readonly at: number
  readonly columnOf: ReadonlyMap<C, number>
  /** As it is written, with what stands in brackets. */
  readonly titleOf: ReadonlyMap<C, string>
  /** Titles that nobody asked for, as they are written. */
  readonly others: readonly string[]
}

/** A title and a remark may stand above the head; not a page of them. */
const headWithinRows = 10

/** 处置时限（工作日） and 处置时限 are one title. */
const plainTitle = (cell: string): string =>
  plainText(cell)
    .replace(/\(.*?\)/g, '')
    .toLowerCase()

/** A head of two lines: 大类 stands above 代码 and 名称, in one merged cell. */
function joinLines(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = upper[index]?.trim() ?? ''
    const below = lower[index]?.trim() ?? ''
    if (above !== '') group = above
    return below === '' ? above : above === below ? above : `${group}${below}`
  })
}

function readHead<C extends string>(
  cells: readonly string[],
  columns: Readonly<Record<C, readonly string[]>>,
): Omit<Head<C>, 'at'> {
  const titles = cells.map(plainTitle)
  const columnOf = new Map<C, number>()
  for (const [column, names] of Object.entries<readonly string[]>(columns)) {
    // By the order of the names: the most telling one wins, wherever it stands.
    const name = names.find((each) => titles.includes(each))
    if (name !== undefined) columnOf.set(column as C, titles.indexOf(name))
  }
  const taken = new Set(columnOf.values())
  const titleOf = new Map([...columnOf].map(([column, at]) => [column, cells[at]?.trim() ?? '']))
  return {
    columnOf,
    titleOf,
    others: cells.map((cell) => cell.trim()).filter((cell, at) => cell !== '' && !taken.has(at)),
  }
}

/** Finds the row (or two) that names the columns, whatever their order; null where none names all that are needed. */
export function findHead<C extends string>(
  rows: readonly (readonly string[])[],
  columns: Readonly<Record<C, readonly string[]>>,
  isEnough: (columnOf: ReadonlyMap<C, number>) => boolean,
): Head<C> | null {
  for (let at = 0; at < Math.min(rows.length, headWithinRows); at += 1) {
    const row = rows[at] ?? []
    const single = readHead(row, columns)
    const double = readHead(joinLines(row, rows[at + 1] ?? []), columns)
    // Names of a second line are more precise than those above them; a line of the table names nothing.
    if (isEnough(double.columnOf) && double.columnOf.size > single.columnOf.size) return { at: at + 1, ...double }
    if (isEnough(single.columnOf)) return { at, ...single }
  }
  return null
}

/** The cell of a column, '' where the table has no such column. */
export function cellOf<C extends string>(row: readonly string[], head: Head<C>, column: C): string {
  const index = head.columnOf.get(column)
  return index === undefined ? '' : (row[index] ?? '').trim()
}
