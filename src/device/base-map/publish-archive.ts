import { archiveHeaderBytes, readArchiveHeader } from '../../protocol/archive-header.ts'
import { BaseMapArchive } from '../../protocol/base-map.ts'
import { wireLimits } from '../../protocol/limits.ts'
import { HaveResponse } from '../../protocol/parts.ts'
import type { Sha256 } from '../../domain/ids.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { uploadBytes, type UploadLine } from '../sync/upload-bytes.ts'

/** Said before a minute of upload instead of after it; the server looks again, and deeper. */
function assertArchive(bytes: ArrayBuffer): void {
  if (bytes.byteLength > wireLimits.partBytes) throw new DeviceProblem('map/too-large')
  const head = new Uint8Array(bytes, 0, Math.min(archiveHeaderBytes, bytes.byteLength))
  const header = readArchiveHeader(head, bytes.byteLength)
  if (typeof header === 'string') throw new ApiProblem(header)
}

/** Chunks that the server lacks: an upload that was cut goes on. Null where it has the whole. */
async function neededChunks(
  { http }: UploadLine,
  sha256: Sha256,
  sizeBytes: number,
): Promise<readonly number[] | null> {
  const body = { parts: [{ sha256, sizeBytes }] }
  const found = (await http.call('POST', '/api/parts/have', HaveResponse, { body })).parts[0]
  if (found?.state === 'stored') return null
  const here = new Set(found?.state === 'partial' ? found.chunks : [])
  const all = Math.ceil(sizeBytes / wireLimits.chunkBytes)
  return [...Array(all).keys()].filter((index) => !here.has(index))
}

/**
 * Puts a map file on the server and makes it the bureau's map; resolves when phones are told of it.
 *
 * Rejects with why it is no map that phones can draw, before anything is sent where the header says so.
 */
export async function publishArchive(
  line: UploadLine,
  { bytes, name }: { readonly bytes: ArrayBuffer; readonly name: string },
  onProgress: (bytesSent: number) => void,
): Promise<BaseMapArchive> {
  assertArchive(bytes)
  const sha256 = await line.digest(bytes)
  const needed = await neededChunks(line, sha256, bytes.byteLength)
  if (needed) await uploadBytes(line, { sha256, bytes }, needed, async (bytesSent) => onProgress(bytesSent))
  return line.http.call('POST', '/api/office/base-map', BaseMapArchive, { body: { sha256, name } })
}
