import { wireHeader } from '../../protocol/limits.ts'
import { DeviceProblem } from '../device-problem.ts'
import { toApiProblem } from './api-problem.ts'
import type { HttpParts } from './http-client.ts'

/** A thousand signs with pictures are 40 MB and take the server a minute. */
const timeoutMs = 5 * 60_000

/**
 * A file of the server, whole: one that was cut on the way, or an error in its place, is never handed on as a file.
 *
 * Rejects as calls of the server do.
 */
export type Download = (path: string) => Promise<File>

/** As the server names it (RFC 6266: the encoded name, which knows Chinese). */
function nameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : 'xunhu'
}

async function readFile(response: Response): Promise<File> {
  if (response.headers.get(wireHeader.name) !== wireHeader.value) throw new DeviceProblem('network/not-ours')
  if (response.status >= 400) throw toApiProblem(response.status, await response.json())
  const bytes = await response.blob()
  return new File([bytes], nameOf(response), { type: bytes.type })
}

export function createDownload({ fetch, setTimeout, clearTimeout }: Omit<HttpParts, 'gzip'>): Download {
  return async (path) => {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), timeoutMs)
    try {
      const headers = { [wireHeader.name]: wireHeader.value }
      const init = { headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error' } as const
      return await readFile(await fetch(path, { ...init, signal: abort.signal }))
    } catch (failure) {
      if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') throw failure
      throw new DeviceProblem(abort.signal.aborted ? 'network/timeout' : 'network/unreachable', failure)
    } finally {
      clearTimeout(timer as never)
    }
  }
}
