import { wireHeader } from '../../protocol/limits.ts'
import {
  createFrameReader,
  framedType,
  type Framed,
  type FrameReader,
  type Progress,
} from '../../protocol/progress-frames.ts'
import { DeviceProblem } from '../device-problem.ts'
import { toApiProblem } from './api-problem.ts'
import type { HttpParts } from './http-client.ts'

/** A large ledger takes minutes, of which none passes without a piece of it: the server sends as it reads. */
const silenceMs = 60_000

/** Bytes that have arrived so far, and how far the server is with the file, where it says so. */
export type OnReceived = (receivedBytes: number, progress: Progress | null) => void

/**
 * A file of the server, whole: one that was cut on the way, or an error in its place, is never handed on as a file.
 *
 * `onReceived` hears of every piece that has arrived. Rejects as calls of the server do.
 */
export type Download = (path: string, onReceived?: OnReceived) => Promise<File>

/** As the server names it (RFC 6266: the encoded name, which knows Chinese). */
function nameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : 'xunhu'
}

type Bytes = Uint8Array<ArrayBuffer>

async function eachPiece(response: Response, onPiece: (piece: Bytes) => void): Promise<void> {
  const reader = response.body?.getReader()
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) onPiece(next.value)
  } catch (failure) {
    // A browser has six connections to a server: what nobody reads on must not hold one.
    await reader?.cancel().catch(() => undefined)
    throw failure
  }
}

/** The file's own type, of which the type of its frames speaks; null where it comes as it is. */
const typeInFrames = (type: string): string | null =>
  type.startsWith(framedType) ? (/;\s*of="([^"]*)"/.exec(type)?.[1] ?? '') : null

/** A kind of frame that this build does not know: the page has stood open since before the server was upgraded. */
function framesOf(reader: FrameReader, piece: Bytes): readonly Framed[] {
  try {
    return reader.push(piece)
  } catch (failure) {
    throw new DeviceProblem('app/outdated', failure)
  }
}

async function readFrames(response: Response, onPiece: (sizeBytes: number, progress: Progress | null) => void) {
  const reader = createFrameReader()
  const pieces: Bytes[] = []
  let progress: Progress | null = null
  await eachPiece(response, (piece) => {
    for (const framed of framesOf(reader, piece)) {
      if ('data' in framed) pieces.push(framed.data)
      else progress = framed.progress
    }
    onPiece(piece.byteLength, progress)
  })
  if (!reader.isWhole()) throw new DeviceProblem('network/unreachable')
  return pieces
}

async function readFile(
  response: Response,
  onPiece: (sizeBytes: number, progress: Progress | null) => void,
): Promise<File> {
  if (response.headers.get(wireHeader.name) !== wireHeader.value) throw new DeviceProblem('network/not-ours')
  if (response.status >= 400) throw toApiProblem(response.status, await response.json())
  const type = response.headers.get('content-type') ?? ''
  const inFrames = typeInFrames(type)
  if (inFrames !== null)
    return new File([...(await readFrames(response, onPiece))], nameOf(response), { type: inFrames })
  const pieces: Bytes[] = []
  await eachPiece(response, (piece) => {
    pieces.push(piece)
    onPiece(piece.byteLength, null)
  })
  return new File(pieces, nameOf(response), { type })
}

export function createDownload({ fetch, setTimeout, clearTimeout }: Omit<HttpParts, 'gzip'>): Download {
  return async (path, onReceived) => {
    const abort = new AbortController()
    const listen = (): unknown => setTimeout(() => abort.abort(), silenceMs)
    let timer = listen()
    let receivedBytes = 0
    const onPiece = (sizeBytes: number, progress: Progress | null): void => {
      clearTimeout(timer as never)
      timer = listen()
      receivedBytes += sizeBytes
      onReceived?.(receivedBytes, progress)
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
