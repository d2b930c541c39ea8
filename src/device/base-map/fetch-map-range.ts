import { wireHeader } from '../../protocol/limits.ts'
import type { Sha256 } from '../../domain/ids.ts'
import { DeviceProblem } from '../device-problem.ts'
import { toApiProblem } from '../http/api-problem.ts'
import type { HttpParts } from '../http/http-client.ts'

/** A piece of 512 KiB takes 70 s on 60 kbit/s; a line that gives less gives nothing. */
const pieceTimeoutMs = 90_000
const partialContent = 206

/** Bytes `from` up to `to`, the latter left out. Rejects as calls of the server do. */
export type FetchMapRange = (sha256: Sha256, from: number, to: number) => Promise<ArrayBuffer>

async function readBytes(response: Response, length: number): Promise<ArrayBuffer> {
  if (response.headers.get(wireHeader.name) !== wireHeader.value) throw new DeviceProblem('network/not-ours')
  if (response.status >= 400) throw toApiProblem(response.status, await response.json())
  // A proxy that knows no ranges would send the whole map for each piece.
  if (response.status !== partialContent) throw new DeviceProblem('network/not-ours')
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength !== length) throw new DeviceProblem('network/not-ours')
  return bytes
}

export function createFetchMapRange({ fetch, setTimeout, clearTimeout }: Omit<HttpParts, 'gzip'>): FetchMapRange {
  return async (sha256, from, to) => {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), pieceTimeoutMs)
    try {
      const response = await fetch(`/api/base-map/${sha256}`, {
        headers: { range: `bytes=${from}-${to - 1}`, [wireHeader.name]: wireHeader.value },
        credentials: 'same-origin',
        // The pieces are kept here: a second copy in the browser's cache would take the same room again.
        cache: 'no-store',
        redirect: 'error',
        signal: abort.signal,
      })
      return await readBytes(response, to - from)
    } catch (failure) {
      if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') throw failure
      throw new DeviceProblem(abort.signal.aborted ? 'network/timeout' : 'network/unreachable', failure)
    } finally {
      clearTimeout(timer as never)
    }
  }
}
