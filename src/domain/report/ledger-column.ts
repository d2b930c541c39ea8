export type LedgerValue = string | number

/** A column of a 台账, which says what stands in it about one item. */
export interface LedgerColumn<Item, Words> {
  /** For programs that read the file; never changes. */
  readonly key: string
  readonly title: string
  /** In digits; a Chinese sign is two wide. */
  readonly width: number
  /** '' where nobody recorded it. */
  valueOf(item: Item, words: Words): LedgerValue
}

type MakeColumn<Item, Words> = (
  key: string,
  title: string,
  width: number,
  valueOf: (item: Item, words: Words) => LedgerValue | null | undefined,
) => LedgerColumn<Item, Words>

/** Makes columns of one ledger; what is null or undefined stays empty, to be written by hand. */
export const columnsOver =
  <Item, Words>(): MakeColumn<Item, Words> =>
  (key, title, width, valueOf) => ({ key, title, width, valueOf: (item, words) => valueOf(item, words) ?? '' })
