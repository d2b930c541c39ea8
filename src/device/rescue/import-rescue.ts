import { wireLimits } from '../../protocol/limits.ts'
import { RescueResponse, type RescueRequest } from '../../protocol/rescue.ts'
import type { HttpClient } from '../http/http-client.ts'
import type { Digest } from '../journal/digest.ts'
import { askMissing } from '../sync/ask-missing.ts'
import { uploadBytes } from '../sync/upload-bytes.ts'
import { isTaken } from '../../domain/journal/part-ref.ts'
import { must } from '../../lib/must.ts'
import { fromBase64 } from './base64.ts'
import type { OpenedRescue, RescuedPart } from './open-rescue-file.ts'

export interface RescueLine {
  readonly http: HttpClient
  readonly digest: Digest
}

export type RescueResult = RescueResponse['results'][number]

export interface RescueProgress {
  readonly doneEntries: number
  readonly donePhotos: number
}

/** Room for the envelope of a call. */
const reservedBytes = 64 * 1024
/** Small parts of 2 KiB are 2.7 KiB in base64: a hundred of them stay far below the body's limit. */
const smallPartsPerCall = 100

const bytesOf = (entry: unknown): number => new TextEncoder().encode(JSON.stringify(entry)).length

/** In the order of the file, no call larger than a push may be; an entry that is too large by itself goes alone. */
function inPieces(entries: readonly unknown[]): readonly (readonly unknown[])[] {
  const pieces: unknown[][] = []
  let room = 0
  for (const entry of entries) {
    room -= bytesOf(entry)
    const piece = pieces[pieces.length - 1]
    if (piece && room >= 0 && piece.length < wireLimits.entriesPerPush) piece.push(entry)
    else {
      pieces.push([entry])
      room = wireLimits.pushBytes - reservedBytes - bytesOf(entry)
    }
  }
  return pieces
}

const call = ({ http }: RescueLine, { file }: OpenedRescue, piece: Partial<RescueRequest>): Promise<RescueResponse> => {
  const { author, device, exportedAt } = file
  const body: RescueRequest = { author, device, exportedAt, entries: [], smallParts: [], ...piece }
  return http.call('POST', '/api/office/rescue', RescueResponse, { body })
}

/** Whose file it is, by the server's word; rejects with `access/denied` where the caller does not answer for that person. */
export const askAuthor = async (line: RescueLine, opened: OpenedRescue): Promise<string> =>
  (await call(line, opened, {})).authorName

async function sendPositions(line: RescueLine, opened: OpenedRescue): Promise<void> {
  const positions = opened.parts.filter(({ ref }) => ref.kind === 'position')
  for (let from = 0; from < positions.length; from += smallPartsPerCall) {
    const smallParts = positions
      .slice(from, from + smallPartsPerCall)
      .map(({ ref: { partId, sha256 }, base64 }) => ({ partId, sha256, base64 }))
    await call(line, opened, { smallParts })
  }
}

async function sendTaken(line: RescueLine, { ref, base64 }: RescuedPart): Promise<void> {
  const need = must((await askMissing(line.http, [ref])).get(ref.partId), 'an answer for the one that was asked')
  if (need === 'stored') return
  const bytes = must(fromBase64(base64) ?? undefined, 'bytes that were read before')
  await uploadBytes(line, { sha256: ref.sha256, bytes }, need, () => Promise.resolve())
}

/**
 * Brings in all of the file, text first; returns what the server decided about each entry, in the file's order.
 *
 * Rejects as the HTTP client does. It may be called again then, and after it: nothing is doubled.
 */
export async function importRescue(
  line: RescueLine,
  opened: OpenedRescue,
  onProgress: (progress: RescueProgress) => void,
): Promise<readonly RescueResult[]> {
  const results: RescueResult[] = []
  for (const entries of inPieces(opened.file.entries)) {
    results.push(...(await call(line, opened, { entries: [...entries] })).results)
    onProgress({ doneEntries: results.length, donePhotos: 0 })
  }
  await sendPositions(line, opened)
  for (const [index, taken] of opened.parts.filter(({ ref }) => isTaken(ref)).entries()) {
    await sendTaken(line, taken)
    onProgress({ doneEntries: results.length, donePhotos: index + 1 })
  }
  return results
}
