import { loadFact, saveFact } from '../database/facts.ts'
import { withDb } from '../database/with-db.ts'
import type { FeedDigest } from './feed-digests.ts'
import { healBlock } from './heal-block.ts'
import { sumHeld, unequalBlocks } from './held-sums.ts'
import type { SyncParts } from './sync-parts.ts'

const everyMs = 24 * 60 * 60 * 1000
/** Whoever taps 立即同步 again and again must not have thousands of keys read each time. */
const everyWhenAskedMs = 10 * 60 * 1000
/** More than this is no lost row: the whole feed is read again. */
const mostBlocks = 16

/** Whether what is held should be compared: once a day, on every timeline of the server, and when a person asks. */
export async function isDigestCheckDue({ db, clock }: SyncParts, isAsked: boolean): Promise<boolean> {
  const last = await loadFact(db, 'digestCheck')
  const sinceMs = clock.now() - (last?.atMs ?? 0)
  return (
    !last ||
    last.epoch !== (await loadFact(db, 'epoch')) ||
    sinceMs < 0 ||
    sinceMs >= (isAsked ? everyWhenAskedMs : everyMs)
  )
}

/** Blocks of the feed that are not held as the digest says; none where the device has moved on meanwhile. */
async function compare({ db, sleep }: SyncParts, { scope, cursor, sums }: FeedDigest): Promise<readonly number[]> {
  const held = await withDb(db, sleep, () => sumHeld(db, scope))
  return held?.isComplete && held.cursor === cursor ? unequalBlocks(held.sums, sums) : []
}

async function heal(parts: SyncParts, { scope, cursor }: FeedDigest, blocks: readonly number[]): Promise<void> {
  if (blocks.length > mostBlocks) {
    await withDb(parts.db, parts.sleep, () => parts.db.cursors.update(scope, { cursor: '' }))
    return
  }
  for (const block of blocks) await healBlock(parts, { scope, block, cursor })
}

async function note({ db, clock }: SyncParts, found: number, left: number): Promise<void> {
  const before = await loadFact(db, 'digestCheck')
  await saveFact(db, 'digestCheck', {
    atMs: clock.now(),
    epoch: (await loadFact(db, 'epoch')) ?? '',
    unequalBlocks: (before?.unequalBlocks ?? 0) + found,
    unhealedBlocks: left,
  })
}

/**
 * Compares what this device really holds with the server's digests, reads again what differs, and writes down how much it was;
 * returns in how many blocks.
 *
 * An empty queue proves nothing; this does. The office is told with the next report. Rejects as the HTTP client does.
 */
export async function checkDigests(parts: SyncParts, digests: readonly FeedDigest[]): Promise<number> {
  let found = 0
  let left = 0
  for (const digest of digests) {
    const blocks = await compare(parts, digest)
    if (blocks.length === 0) continue
    found += blocks.length
    await heal(parts, digest, blocks)
    left += (await compare(parts, digest)).length
  }
  await withDb(parts.db, parts.sleep, () => note(parts, found, left))
  return found
}
