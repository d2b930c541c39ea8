import type { PictureCopyRequest } from '../../protocol/evidence.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import { scopesFor } from '../services/member-scopes.ts'
import type { Caller } from '../services/sessions.ts'
import type { Tx } from '../store/store.ts'
import { seenOriginals } from './known-originals.ts'

/** Rejects with `request/not-found` for what the caller may not take out, exactly as for what does not exist. */
async function assertCopyable(tx: Tx, caller: Caller, { partId, sha256 }: PictureCopyRequest): Promise<void> {
  const [original] = await seenOriginals(tx, { partIds: [partId] }, scopesFor(caller, 'exportLedger'))
  if (!original) throw new Problem('request/not-found', 'There is no such photo.')
  if (original.state === 'erased') throw new Problem('part/erased', 'The bytes were erased.')
  if (original.state === 'expected') throw new Problem('part/not-arrived', 'The bytes are still on a phone.')
  const isItself = await tx
    .selectFrom('part')
    .select('part_id')
    .where('part_id', '=', partId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (isItself) throw new Problem('request/malformed', 'An original is no copy.', { params: { path: 'sha256' } })
}

/** Keeps that a copy was drawn of a photo, so that its file can be told later; the first word about a file stays. */
export async function registerCopy(
  { store, clock }: Pick<AppDeps, 'store' | 'clock'>,
  caller: Caller,
  request: PictureCopyRequest,
): Promise<void> {
  const { partId, sha256, marks, mosaics } = request
  const nowMs = clock.now()
  await store.write(async (tx) => {
    await assertCopyable(tx, caller, request)
    const added = await tx
      .insertInto('picture_copy')
      .values({
        sha256,
        part_id: partId,
        made_at: new Date(nowMs).toISOString(),
        made_by: caller.personId,
        marks: marks.join(' '),
        mosaics,
      })
      .onConflict((conflict) => conflict.columns(['sha256', 'part_id']).doNothing())
      .returning('sha256')
      .execute()
    if (added.length === 0) return
    await writeAudit(tx, actorOf(caller), nowMs, [{ act: 'copy.made', target: partId, details: { sha256, mosaics } }])
  })
}
