import { ChunkResponse, CommitResponse, HaveResponse } from '../../protocol/parts.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { SyncParts } from './sync-parts.ts'

/** No progress for so long: the chunk is given up and tried again later; other photos go on. */
const stallMs = 30_000

/** RFC 9530, for the chunk alone: a proxy that alters bytes is found at once, not after the last chunk. */
async function contentDigest(parts: SyncParts, chunk: ArrayBuffer): Promise<string> {
  const hex = await parts.digest(chunk)
  const bytes = hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`
}

async function missingChunks(parts: SyncParts, part: PartRow): Promise<readonly number[] | 'stored'> {
  const { sha256, ref } = part
  const body = { parts: [{ sha256, sizeBytes: ref.sizeBytes }] }
  const [answer] = (await parts.http.call('POST', '/api/parts/have', HaveResponse, { body })).parts
  if (answer?.state === 'stored') return 'stored'
  const there = new Set(answer?.state === 'partial' ? answer.chunks : [])
  const count = Math.ceil(ref.sizeBytes / wireLimits.chunkBytes)
  return Array.from({ length: count }, (_, index) => index).filter((index) => !there.has(index))
}

async function putChunk(parts: SyncParts, part: PartRow, bytes: ArrayBuffer, index: number): Promise<void> {
  const chunk = bytes.slice(index * wireLimits.chunkBytes, (index + 1) * wireLimits.chunkBytes)
  await parts.http.call('PUT', `/api/parts/${part.sha256}/${index}?size=${part.ref.sizeBytes}`, ChunkResponse, {
    body: chunk,
    headers: { 'content-digest': await contentDigest(parts, chunk) },
    timeoutMs: stallMs,
  })
}

/** The bytes as they were taken; a store that changed them must not have them sent under the old name. */
async function loadBytes(parts: SyncParts, part: PartRow): Promise<ArrayBuffer> {
  const held = await withDb(parts.db, parts.sleep, () => parts.db.partBytes.get(part.partId))
  if (!held || (await parts.digest(held.bytes)) !== part.sha256) throw new DeviceProblem('record/not-found')
  return held.bytes
}

/**
 * Sends what the server lacks of one part; resolves once the server says stored. Progress counts whole chunks.
 *
 * A wrong hash at the end means the server dropped the chunks: the next try starts from nothing.
 */
export async function uploadPart(parts: SyncParts, part: PartRow, onProgress: (bytesSent: number) => Promise<void>): Promise<void> {
  const missing = await missingChunks(parts, part)
  if (missing === 'stored') return
  const bytes = await loadBytes(parts, part)
  let sentBytes = Math.max(0, part.ref.sizeBytes - missing.length * wireLimits.chunkBytes)
  for (const index of missing) {
    await putChunk(parts, part, bytes, index)
    sentBytes = Math.min(part.ref.sizeBytes, sentBytes + wireLimits.chunkBytes)
    await onProgress(sentBytes)
  }
  const answer = await parts.http.call('POST', `/api/parts/${part.sha256}/commit`, CommitResponse, {
    body: { sizeBytes: part.ref.sizeBytes },
  })
  if (answer.state !== 'stored') throw new DeviceProblem('network/unreachable')
}
