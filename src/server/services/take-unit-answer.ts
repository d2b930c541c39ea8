import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { Sha256 } from '../../domain/ids.ts'
import type { CommitResponse } from '../../protocol/parts.ts'
import { outsideLimits, type UnitAnswerRequest } from '../../protocol/outside.ts'
import type { AppDeps } from '../app-deps.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { commitPart, putChunk, type Chunk } from './take-parts.ts'
import { takeUnitRecord } from './take-unit-record.ts'
import { findLinkHolder, uploaderOfLink, type LinkHolder } from './unit-link-holder.ts'

const tooMany = (message: string): Problem => new Problem('request/too-many', message)

const holderOf = (deps: AppDeps, token: string): Promise<LinkHolder> =>
  deps.store.read((db) => findLinkHolder(db, token, deps.clock.now()))

function assertRoom({ link }: LinkHolder, sizeBytes: number): void {
  if (sizeBytes > outsideLimits.photoBytes) throw new Problem('part/too-large', 'A picture holds 8 MiB at most here.')
  if (link.photos >= outsideLimits.photosPerLink) throw tooMany('This link has brought enough pictures.')
}

/** One chunk of a picture, staged under the link; checked as those of phones are. */
export async function putUnitChunk(deps: AppDeps, token: string, chunk: Chunk): Promise<void> {
  const holder = await holderOf(deps, token)
  assertRoom(holder, chunk.sizeBytes)
  await putChunk(deps, uploaderOfLink(holder), chunk)
}

/** Joins the chunks of a picture; `stored` is said when it is, as to phones. */
export async function commitUnitPhoto(
  deps: AppDeps,
  token: string,
  sha256: Sha256,
  sizeBytes: number,
): Promise<CommitResponse> {
  const holder = await holderOf(deps, token)
  assertRoom(holder, sizeBytes)
  const answer = await commitPart(deps, uploaderOfLink(holder), sha256, sizeBytes)
  if (answer.state === 'stored')
    await deps.store.write((tx) =>
      tx
        .updateTable('unit_link')
        .set(({ eb }) => ({ photos: eb('photos', '+', 1) }))
        .where('id', '=', holder.linkId)
        .execute(),
    )
  return answer
}

/** The pictures came with the answer: chosen from a phone of which we know nothing. */
const photoOf = (photo: UnitAnswerRequest['photos'][number], takenAt: string): PhotoRef => ({
  partId: photo.partId,
  sha256: photo.sha256,
  sizeBytes: photo.sizeBytes,
  kind: 'photo',
  mime: photo.mime,
  role: 'after',
  widthPx: photo.widthPx,
  heightPx: photo.heightPx,
  source: 'gallery',
  takenAt,
  ...(photo.fileTimeAt === undefined ? {} : { fileTimeAt: photo.fileTimeAt }),
})

/** An answer that names pictures nobody has put would wait for them for ever. */
async function assertArrived(tx: Tx, { issuer }: LinkHolder, { photos }: UnitAnswerRequest): Promise<void> {
  const hashes = [...new Set(photos.map(({ sha256 }) => sha256))]
  if (hashes.length === 0) return
  const put = await tx
    .selectFrom('blob_owner')
    .select('sha256')
    .where('person_id', '=', issuer.id)
    .where('sha256', 'in', hashes)
    .execute()
  if (put.length < hashes.length) throw new Problem('part/not-arrived', 'A picture of this answer is not here.')
}

/**
 * Takes in what the unit says, as a record of the case that waits for the office; a repetition of its id changes nothing.
 *
 * Rejects with `link/ended`, `part/not-arrived`, or `request/too-many` where several answers wait already.
 */
export async function takeUnitAnswer(deps: AppDeps, token: string, said: UnitAnswerRequest): Promise<void> {
  if (said.result === 'done' && said.photos.length === 0)
    throw new Problem('request/malformed', 'What is done is shown in a picture.', { params: { path: 'photos' } })
  const at = new Date(deps.clock.now()).toISOString()
  await takeUnitRecord(deps, token, said.id, async (tx, holder) => {
    const waiting = holder.work.answers.filter(({ review }) => review === null)
    if (waiting.length >= outsideLimits.waitingAnswers) throw tooMany('The office has not looked at the last answers.')
    await assertArrived(tx, holder, said)
    return {
      kind: 'case.unitAnswered',
      data: { sent: holder.work.sentBy, result: said.result, text: said.text, via: 'link' },
      parts: said.photos.map((photo) => photoOf(photo, at)),
    }
  })
}
