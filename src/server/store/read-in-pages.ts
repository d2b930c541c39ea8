/** Rows held at once, whatever the table holds. */
export const rowsPerPage = 1_000

/** Reads a table by its key, a page after the other; `page` gives the rows behind `after`, the lowest first, and behind nothing at first. */
async function* readBehind<T, Key>(
  page: (after: Key) => Promise<readonly T[]>,
  keyOf: (row: T) => Key,
  first: Key,
): AsyncGenerator<readonly T[]> {
  let after = first
  for (;;) {
    const rows = await page(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = keyOf(last)
  }
}

/** Of a key that is one text. */
export const readInPages = <T>(
  page: (after: string) => Promise<readonly T[]>,
  keyOf: (row: T) => string,
): AsyncGenerator<readonly T[]> => readBehind(page, keyOf, '')

/** Of a key of two columns, neither of which tells rows apart by itself; `first` is lower than every key. */
export const readInPagesOfPairs = <T, Key extends readonly [string | number, string]>(
  page: (after: Key) => Promise<readonly T[]>,
  keyOf: (row: T) => Key,
  first: Key,
): AsyncGenerator<readonly T[]> => readBehind(page, keyOf, first)
