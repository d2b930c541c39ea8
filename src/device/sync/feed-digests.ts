import type { ScopeId } from '../../domain/ids.ts'
import type { BlockSums } from '../../protocol/feed-digest.ts'
import type { SyncAnswer } from './sync-answer.ts'

/** The digest of one feed in the snapshot that a complete pull has just brought this device to. */
export interface FeedDigest {
  readonly scope: ScopeId
  /** Where the device stands after that pull. */
  readonly cursor: string
  readonly sums: BlockSums
}

/** The digests of an answer that say something: of feeds that the device has read to the end of the snapshot. */
export const digestsOf = ({ digests, deltas }: SyncAnswer): readonly FeedDigest[] =>
  (digests ?? []).flatMap(({ scope, blocks }) => {
    const delta = deltas.find((candidate) => candidate.scope === scope)
    return delta?.complete ? [{ scope, cursor: delta.to, sums: new Map(blocks) }] : []
  })
