/** Rows held at once, whatever the table holds. */
export const rowsPerPage = 1_000

/** Reads a table by its key, a page after the other; `page` gives the rows behind `after`, the lowest first. */
export async function* readInPages<T>(
  page: (after: string) => Promise<readonly T[]>,
  keyOf: (row: T) => string,
): AsyncGenerator<readonly T[]> {
  let after = ''
  for (;;) {
    const rows = await page(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = keyOf(last)
  }
}
