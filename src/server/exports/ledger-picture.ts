import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { LedgerPicture } from './ledger-table.ts'

/** What nobody measured is as wide as phones take them. */
const usualRatio = 4 / 3

export const ledgerPicture = (column: number, { sha256, widthPx, heightPx }: PhotoRef): LedgerPicture => ({
  column,
  sha256,
  ratio: widthPx && heightPx ? widthPx / heightPx : usualRatio,
})
