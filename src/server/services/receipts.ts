import type { ScopeId } from '../../domain/ids.ts'
import type { KeyRing } from '../store/key-ring.ts'

/** What a receipt vouches for: the server has accepted exactly this, with this stamp, and shown it in this feed. */
export interface Receipted {
  readonly feed: ScopeId
  readonly id: string
  /** Of everything that the author wrote: author, device and scope are in it. */
  readonly contentHash: string
  readonly author: string
  readonly rev: number
  readonly receivedAt: string
  readonly authorRole: string
}

const membersOf = (entry: Receipted): readonly unknown[] => [
  entry.feed,
  entry.id,
  entry.contentHash,
  entry.author,
  entry.rev,
  entry.receivedAt,
  entry.authorRole,
]

export const receiptOf = (keys: KeyRing, entry: Receipted): string => keys.mark('receipt', membersOf(entry))

export const receiptFits = (keys: KeyRing, receipt: string, entry: Receipted): boolean =>
  keys.fits(receipt, 'receipt', membersOf(entry))
