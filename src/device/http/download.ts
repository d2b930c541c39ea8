import { wireHeader } from '../../protocol/limits.ts'
import { DeviceProblem } from '../device-problem.ts'
import { toApiProblem } from './api-problem.ts'
import type { HttpParts } from './http-client.ts'

/** A large ledger takes minutes, of which none passes without a piece of it: the server sends as it reads. */
const silenceMs = 60_000

/**
 * A file of the server, whole: one that was cut on the way, or an error in its place, is never handed on as a file.
 *
 * `onReceived` hears how many bytes have arrived, after every piece. Rejects as calls of the server do.
 */
export type Download = (path: string, onReceived?: (receivedBytes: number) => void) => Promise<File>

/** As the server names it (RFC 6266: the encoded name, which knows Chinese). */
function nameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : 'xunhu'
}

async function piecesOf(response: Response, onPiece: (sizeBytes: number) => void): Promise<readonly BlobPart[]> {
  const pieces: BlobPart[] = []
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    pieces.push(next.value)
    onPiece(next.value.byteLength)
  }
  return pieces
}

async function readFile(response: Response, onPiece: (sizeBytes: number) => void): Promise<File> {
  if (response.headers.get(wireHeader.name) !== wireHeader.value) throw new DeviceProblem('network/not-ours')
  if (response.status >= 400) throw toApiProblem(response.status, await response.json())
  const type = response.headers.get('content-type') ?? ''
  return new File([...(await piecesOf(response, onPiece))], nameOf(response), { type })
}

export function createDownload({ fetch, setTimeout, clearTimeout }: Omit<HttpParts, 'gzip'>): Download {
  return async (path, onReceived) => {
    const abort = new AbortController()
    const listen = (): unknown => setTimeout(() => abort.abort(), silenceMs)
    let timer = listen()
    let receivedBytes = 0
    const onPiece = (sizeBytes: number): void => {
      clearTimeout(timer as never)
      timer = listen()
      receivedBytes += sizeBytes
      onReceived?.(receivedBytes)
    }
    try {
      const headers = { [wireHeader.name]: wireHeader.value }
      const init = { headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error' } as const
      return await readFile(await fetch(path, { ...init, signal: abort.signal }), onPiece)
    } catch (failure) {
      if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') throw failure
      throw new DeviceProblem(abort.signal.aborted ? 'network/timeout' : 'network/unreachable', failure)
    } finally {
      clearTimeout(timer as never)
    }
  }
}
