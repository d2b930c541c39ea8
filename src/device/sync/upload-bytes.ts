import type { Sha256 } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { ChunkResponse, CommitResponse } from '../../protocol/parts.ts'
import { ApiProblem } from '../http/api-problem.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Digest } from '../journal/digest.ts'

export interface UploadLine {
  readonly http: HttpClient
  readonly digest: Digest
}

export interface Upload {
  readonly sha256: Sha256
  readonly bytes: ArrayBuffer
  /** For one chunk. */
  readonly timeoutMs?: number
}

/** A server that loses chunks again and again is a failure, not a reason to send for ever. */
const commitsPerTry = 3

/** RFC 9530, for the chunk alone: a proxy that alters bytes is found at once, not after the last chunk. */
async function contentDigest(digest: Digest, chunk: ArrayBuffer): Promise<string> {
  const hex = await digest(chunk)
  const bytes = hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`
}

async function putChunk({ http, digest }: UploadLine, upload: Upload, index: number): Promise<void> {
  const { sha256, bytes, timeoutMs } = upload
  const chunk = bytes.slice(index * wireLimits.chunkBytes, (index + 1) * wireLimits.chunkBytes)
  await http.call('PUT', `/api/parts/${sha256}/${index}?size=${bytes.byteLength}`, ChunkResponse, {
    body: chunk,
    headers: { 'content-digest': await contentDigest(digest, chunk) },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
}

const commit = ({ http }: UploadLine, { sha256, bytes }: Upload): Promise<CommitResponse> =>
  http.call('POST', `/api/parts/${sha256}/commit`, CommitResponse, { body: { sizeBytes: bytes.byteLength } })

/**
 * Sends these chunks; resolves once the server says stored. Progress counts whole chunks.
 *
 * Rejects with `part/digest-mismatch` when the server found another hash: it has dropped the chunks, and the next try starts
 * from nothing.
 */
export async function uploadBytes(
  line: UploadLine,
  upload: Upload,
  needed: readonly number[],
  onProgress: (bytesSent: number) => Promise<void>,
): Promise<void> {
  let missing = needed
  for (let round = 0; round < commitsPerTry; round += 1) {
    let left = missing.length
    for (const index of missing) {
      await putChunk(line, upload, index)
      left -= 1
      await onProgress(Math.max(0, upload.bytes.byteLength - left * wireLimits.chunkBytes))
    }
    const answer = await commit(line, upload)
    if (answer.state === 'stored') return
    if (answer.state === 'wrongHash') throw new ApiProblem('part/digest-mismatch')
    missing = answer.chunks
  }
  throw new ApiProblem('part/not-arrived')
}
