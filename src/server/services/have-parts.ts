import type { Sha256 } from '../../domain/ids.ts'
import type { HaveRequest, HaveResponse } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { createWorkLimit } from '../photos/work-limit.ts'
import { cameMeanwhile, erasedHashes, ownBlobs } from './own-bytes.ts'
import type { Caller } from './sessions.ts'

const looksAtOnce = 8

/**
 * Says of each part whether it is here, in the order asked.
 *
 * `stored` only for what this person has put or what their own records hold: any other answer would tell whether a picture that they cannot see exists. The
 * bytes themselves are looked at too, so that a part whose file was lost is sent again while the phone still has it.
 */
export async function haveParts(
  deps: Pick<AppDeps, 'store' | 'partStore'>,
  caller: Caller,
  { parts }: HaveRequest,
): Promise<HaveResponse> {
  const { store, partStore } = deps
  const hashes = [...new Set(parts.map((part) => part.sha256))]
  const [own, erased] = await store.read(async (db) => [
    await ownBlobs(db, caller.personId, hashes),
    await erasedHashes(db, caller.personId, hashes),
  ])
  const answerOf = async (sha256: Sha256): Promise<HaveResponse['parts'][number]> => {
    if (erased.has(sha256) || (own.has(sha256) && (await partStore.has(sha256)))) return { sha256, state: 'stored' }
    const chunks = await partStore.listChunks(caller.device, sha256)
    return chunks.length > 0 ? { sha256, state: 'partial', chunks: [...chunks] } : { sha256, state: 'missing' }
  }
  // A store on the other side of a network takes its time for each.
  const looking = createWorkLimit(looksAtOnce)
  const answers = await Promise.all(parts.map(({ sha256 }) => looking.run(() => answerOf(sha256))))
  const lacking = answers.flatMap(({ sha256, state }) => (state === 'stored' ? [] : [sha256]))
  const came = await cameMeanwhile(
    deps,
    caller,
    lacking.filter((sha256) => !own.has(sha256)),
  )
  return {
    parts: answers.map((answer) => (came.has(answer.sha256) ? { sha256: answer.sha256, state: 'stored' } : answer)),
  }
}
