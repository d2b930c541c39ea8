import { wireLimits } from '../../protocol/limits.ts'
import { ChunkResponse, CommitResponse } from '../../protocol/parts.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { SyncParts } from './sync-parts.ts'

/** No chunk for so long: the part is given up and tried again later, with more time. */
const stallMs = 30_000
/** 30 s, 60 s, 120 s: 256 KiB in 120 s pass where a line gives no more than 17 kbit/s. */
const mostDoublings = 2
/** A server that loses chunks again and again is a failure, not a reason to send for ever. */
const commitsPerTry = 3

const timeoutMs = (part: PartRow): number => stallMs * 2 ** Math.min(part.attempts, mostDoublings)

/** RFC 9530, for the chunk alone: a proxy that alters bytes is found at once, not after the last chunk. */
async function contentDigest(parts: SyncParts, chunk: ArrayBuffer): Promise<string> {
  const hex = await parts.digest(chunk)
  const bytes = hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`
}

async function putChunk(parts: SyncParts, part: PartRow, bytes: ArrayBuffer, index: number): Promise<void> {
  const chunk = bytes.slice(index * wireLimits.chunkBytes, (index + 1) * wireLimits.chunkBytes)
  await parts.http.call('PUT', `/api/parts/${part.sha256}/${index}?size=${part.ref.sizeBytes}`, ChunkResponse, {
    body: chunk,
    headers: { 'content-digest': await contentDigest(parts, chunk) },
    timeoutMs: timeoutMs(part),
  })
}

const commit = ({ http }: SyncParts, { sha256, ref }: PartRow): Promise<CommitResponse> =>
  http.call('POST', `/api/parts/${sha256}/commit`, CommitResponse, { body: { sizeBytes: ref.sizeBytes } })

/** The bytes as they were taken; a store that changed them must not have them sent under the old name. */
async function loadBytes(parts: SyncParts, part: PartRow): Promise<ArrayBuffer> {
  const held = await withDb(parts.db, parts.sleep, () => parts.db.partBytes.get(part.partId))
  if (!held || (await parts.digest(held.bytes)) !== part.sha256) throw new DeviceProblem('record/not-found')
  return held.bytes
}

/**
 * Sends these chunks of one part; resolves once the server says stored. Progress counts whole chunks.
 *
 * Rejects with `part/digest-mismatch` when the server found another hash: it has dropped the chunks, and the next try starts
 * from nothing.
 */
export async function uploadPart(
  parts: SyncParts,
  part: PartRow,
  needed: readonly number[],
  onProgress: (bytesSent: number) => Promise<void>,
): Promise<void> {
  const bytes = await loadBytes(parts, part)
  let missing = needed
  for (let round = 0; round < commitsPerTry; round += 1) {
    let left = missing.length
    for (const index of missing) {
      await putChunk(parts, part, bytes, index)
      left -= 1
      await onProgress(Math.max(0, part.ref.sizeBytes - left * wireLimits.chunkBytes))
    }
    const answer = await commit(parts, part)
    if (answer.state === 'stored') return
    if (answer.state === 'wrongHash') throw new ApiProblem('part/digest-mismatch')
    missing = answer.chunks
  }
  throw new ApiProblem('part/not-arrived')
}
