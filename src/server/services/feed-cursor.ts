/** A device that began from nothing: by what it is spared is decided once, for all pages of the filling. */
export interface Filling {
  /** The scope's revision when it began. */
  readonly upToRev: number
  readonly startedMs: number
}

/** Where a phone stands in a scope's feed. */
export interface FeedPosition {
  readonly rev: number
  readonly id: string
  /** Null once the device has what there was when it began. */
  readonly filling: Filling | null
}

export const startOfFeed = (filling: Filling): FeedPosition => ({ rev: 0, id: '', filling })

/** Opaque to clients: epoch, revision and id, so that a page may end inside a revision. */
export function encodeCursor(epoch: string, { rev, id, filling }: FeedPosition): string {
  const members = [epoch, rev, id, ...(filling ? [filling.upToRev, filling.startedMs] : [])]
  return Buffer.from(JSON.stringify(members)).toString('base64url')
}

/** Null for a cursor of another epoch or of no make of ours: the feed then starts from nothing. */
export function decodeCursor(cursor: string, epoch: string): FeedPosition | null {
  try {
    const [itsEpoch, rev, id, upToRev, startedMs] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    ) as readonly unknown[]
    if (itsEpoch !== epoch || typeof rev !== 'number' || typeof id !== 'string') return null
    const isFilling = typeof upToRev === 'number' && typeof startedMs === 'number'
    return { rev, id, filling: isFilling ? { upToRev, startedMs } : null }
  } catch {
    return null
  }
}
