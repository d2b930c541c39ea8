/** Where a phone stands in a scope's feed. */
export interface FeedPosition {
  readonly rev: number
  readonly id: string
}

export const startOfFeed: FeedPosition = { rev: 0, id: '' }

/** Opaque to clients: epoch, revision and id, so that a page may end inside a revision. */
export const encodeCursor = (epoch: string, { rev, id }: FeedPosition): string =>
  Buffer.from(JSON.stringify([epoch, rev, id])).toString('base64url')

/** Null for a cursor of another epoch or of no make of ours: the feed then starts from nothing. */
export function decodeCursor(cursor: string, epoch: string): FeedPosition | null {
  try {
    const [itsEpoch, rev, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown, unknown]
    return itsEpoch === epoch && typeof rev === 'number' && typeof id === 'string' ? { rev, id } : null
  } catch {
    return null
  }
}
