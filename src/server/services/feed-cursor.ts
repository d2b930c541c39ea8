import type { ScopeId } from '../../domain/ids.ts'
import type { KeyRing } from '../store/key-ring.ts'

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
  /** The run of the server that wrote `rev` (`revision-run.ts`); '' where none was noted. */
  readonly run: string
  /** Null once the device has what there was when it began. */
  readonly filling: Filling | null
}

/** Cursors of one feed on one timeline. */
export interface CursorMaker {
  /** Opaque to clients: epoch, revision with its run, and id, so that a page may end inside a revision. */
  encode(position: FeedPosition): string
  /** Null for a cursor of another timeline or feed, or of no make of ours: the feed then starts from nothing. */
  decode(cursor: string): FeedPosition | null
}

export const startOfFeed = (filling: Filling | null): FeedPosition => ({ rev: 0, id: '', run: '', filling })

function readMembers(cursor: string): readonly unknown[] {
  try {
    const members: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(members) ? members : []
  } catch {
    return []
  }
}

/**
 * Makes cursors that carry a mark of ours, over the feed's name too.
 *
 * One that is ahead of its feed, or of a run that did not write this revision, proves that the server has lost rows, and that
 * starts a new timeline: nobody must be able to write such a cursor, or to send one feed's as another's.
 */
export function createCursorMaker(keys: KeyRing, epoch: string, feed: ScopeId): CursorMaker {
  return {
    encode: ({ rev, id, run, filling }) => {
      const members = [epoch, rev, id, run, ...(filling ? [filling.upToRev, filling.startedMs] : [])]
      const mark = keys.mark('cursor', [feed, ...members])
      return Buffer.from(JSON.stringify([mark, ...members])).toString('base64url')
    },
    decode: (cursor) => {
      const [mark, ...members] = readMembers(cursor)
      const [itsEpoch, rev, id, ...rest] = members
      if (itsEpoch !== epoch || typeof rev !== 'number' || typeof id !== 'string') return null
      if (typeof mark !== 'string' || !keys.fits(mark, 'cursor', [feed, ...members])) return null
      // Cursors of before runs were noted have none.
      const [run, upToRev, startedMs] = typeof rest[0] === 'string' ? [rest[0], rest[1], rest[2]] : ['', ...rest]
      const isFilling = typeof upToRev === 'number' && typeof startedMs === 'number'
      return { rev, id, run, filling: isFilling ? { upToRev, startedMs } : null }
    },
  }
}
