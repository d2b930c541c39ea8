import type { PlaceRow } from '../../../../domain/place/place-row.ts'

type Cell = unknown

/** What a column may be called. The first row that names a school, a longitude and a latitude is the head. */
const columns = {
  school: ['学校', '学校名称', '名称'],
  post: ['岗位', '岗位名称', '校门'],
  lng: ['经度', 'lng', 'lon', 'longitude'],
  lat: ['纬度', 'lat', 'latitude'],
  radius: ['半径', '到岗半径', '半径（米）'],
} as const
type Column = keyof typeof columns
const needed: readonly Column[] = ['school', 'lng', 'lat']

/** A title and a remark may stand above the head; not a page of them. */
const headWithinRows = 10

const textOf = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell).trim())
/** Numbers are often written as text, with full-width signs. */
const numberOf = (cell: Cell): number => {
  const text = textOf(cell).normalize('NFKC').replace(/[°\s]/g, '')
  return text === '' ? Number.NaN : Number(text)
}

function findHead(
  rows: readonly (readonly Cell[])[],
): { readonly at: number; readonly columnOf: ReadonlyMap<Column, number> } | null {
  for (const [at, row] of rows.slice(0, headWithinRows).entries()) {
    const titles = row.map((cell) => textOf(cell).toLowerCase())
    const found = Object.entries(columns).flatMap(([column, names]) => {
      const index = titles.findIndex((title) => (names as readonly string[]).includes(title))
      return index < 0 ? [] : [[column as Column, index] as const]
    })
    const columnOf = new Map(found)
    if (needed.every((column) => columnOf.has(column))) return { at, columnOf }
  }
  return null
}

/** Reads schools and posts out of the rows of a sheet; null where no row names the columns. Empty rows are no places. */
export function readPlacesCells(rows: readonly (readonly Cell[])[]): readonly PlaceRow[] | null {
  const head = findHead(rows)
  if (!head) return null
  const cellOf = (row: readonly Cell[], column: Column): Cell => {
    const index = head.columnOf.get(column)
    return index === undefined ? null : row[index]
  }
  return rows.flatMap((row, index) => {
    if (index <= head.at || row.every((cell) => textOf(cell) === '')) return []
    const [lat, lng] = [numberOf(cellOf(row, 'lat')), numberOf(cellOf(row, 'lng'))]
    const radius = numberOf(cellOf(row, 'radius'))
    return {
      line: index + 1,
      school: textOf(cellOf(row, 'school')),
      post: textOf(cellOf(row, 'post')),
      shape: Number.isNaN(lat) || Number.isNaN(lng) ? null : ({ kind: 'point', at: { lat, lng } } as const),
      radiusM: textOf(cellOf(row, 'radius')) === '' ? null : radius,
    }
  })
}
