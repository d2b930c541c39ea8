import type { ScopeId } from '../../domain/ids.ts'
import type { KeyRing } from '../store/key-ring.ts'
import type { Tx } from '../store/store.ts'
import { LostRowsError } from './lost-rows.ts'
import { committedRevisions } from './pull-feed.ts'
import { runOf } from './revision-run.ts'

/** How far one scope had been written when the device's push was accepted. */
type Reach = readonly [scope: ScopeId, rev: number, run: string]

/** A device pushes into its own squad; more than one comes of a move or a grant, and the newest say enough. */
const mostScopes = 8

function readMembers(text: string): readonly unknown[] {
  try {
    const members: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(members) ? members : []
  } catch {
    return []
  }
}

/** Marks that prove what was accepted from a device (SYNC-56): its cursors may stand far behind that for a while. */
export interface PushMarks {
  encode(reaches: readonly Reach[]): string
  /** Nothing for a mark of another timeline or of no make of ours. */
  decode(text: string): readonly Reach[]
}

export function createPushMarks(keys: KeyRing, epoch: string): PushMarks {
  return {
    encode: (reaches) => {
      const members = [epoch, ...reaches]
      return Buffer.from(JSON.stringify([keys.mark('push', members), ...members])).toString('base64url')
    },
    decode: (text) => {
      const [mark, ...members] = readMembers(text)
      if (members[0] !== epoch || typeof mark !== 'string' || !keys.fits(mark, 'push', members)) return []
      return members.slice(1) as Reach[]
    },
  }
}

async function assertThere(db: Tx, reaches: readonly Reach[]): Promise<void> {
  const revisions = await committedRevisions(
    db,
    reaches.map(([scope]) => scope),
  )
  for (const [scope, rev, run] of reaches)
    if (rev > (revisions[scope] ?? 0) || run !== (await runOf(db, scope, rev)))
      throw new LostRowsError('What was accepted from this device is gone.')
}

/**
 * The mark for the answer: what the device could prove before, and the revisions of what was accepted now.
 *
 * Rejects with `LostRowsError` where the database does not hold what the device proves.
 */
export async function markPush(
  db: Tx,
  marks: PushMarks,
  known: string | undefined,
  accepted: readonly { readonly scope: ScopeId; readonly rev: number }[],
): Promise<string | null> {
  const reaches = new Map((known === undefined ? [] : marks.decode(known)).map((reach) => [reach[0], reach]))
  await assertThere(db, [...reaches.values()])
  for (const { scope, rev } of accepted) {
    if (rev <= (reaches.get(scope)?.[1] ?? 0)) continue
    reaches.delete(scope)
    reaches.set(scope, [scope, rev, await runOf(db, scope, rev)])
  }
  return reaches.size === 0 ? null : marks.encode([...reaches.values()].slice(-mostScopes))
}
