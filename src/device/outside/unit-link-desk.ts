import type { EntryId, PartId } from '../../domain/ids.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { wireHeader, wireLimits } from '../../protocol/limits.ts'
import {
  UnitAnswerResponse,
  UnitSheetResponse,
  type UnitAnswerRequest,
  type UnitExtensionRequest,
} from '../../protocol/outside.ts'
import { DeviceProblem } from '../device-problem.ts'
import type { Fetch, HttpClient } from '../http/http-client.ts'
import type { Digest } from '../journal/digest.ts'
import type { ImagePipeline } from '../photos/image-pipeline.ts'
import { uploadBytes } from '../sync/upload-bytes.ts'

type PhotoFacts = UnitAnswerRequest['photos'][number]

/** A picture that is ready to go: drawn anew, so that nothing of the phone that took it is left in it. */
export interface UnitPhoto extends PhotoFacts {
  readonly bytes: ArrayBuffer
}

export interface UnitAnswer {
  readonly id: EntryId
  readonly result: UnitAnswerRequest['result']
  readonly text: string
  readonly photos: readonly UnitPhoto[]
}

/** What a unit without an account does by its link, on a phone that keeps nothing of ours. */
export interface UnitLinkDesk {
  newAnswerId(): EntryId
  /** Rejects with `link/ended` where the link opens nothing any more. */
  sheet(token: string): Promise<UnitSheetResponse>
  photo(token: string, partId: PartId): Promise<Blob>
  /** Rejects with `photo/not-a-picture` where the browser cannot draw it. */
  prepare(file: File): Promise<UnitPhoto>
  /** Pictures first, then the words; may be repeated after any failure. */
  send(token: string, answer: UnitAnswer, onProgress: (sentPhotos: number) => void): Promise<void>
  /** 申请延期; may be repeated after any failure. */
  askExtension(token: string, asked: UnitExtensionRequest): Promise<void>
}

export interface UnitLinkParts {
  readonly http: HttpClient
  readonly fetch: Fetch
  readonly digest: Digest
  readonly pipeline: ImagePipeline
  readonly random: Random
  readonly now: () => number
}

const withToken = (token: string) => ({ authorization: `Bearer ${token}` })

/** The same calls, under the link instead of a session. */
const lineOf = (http: HttpClient, token: string): HttpClient => ({
  call: (method, path, schema, options = {}) =>
    http.call(method, path.replace(/^\/api\/parts\//, '/api/unit-link/parts/'), schema, {
      ...options,
      headers: { ...options.headers, ...withToken(token) },
    }),
})

export function createUnitLinkDesk({ http, fetch, digest, pipeline, random, now }: UnitLinkParts): UnitLinkDesk {
  async function prepare(file: File): Promise<UnitPhoto> {
    const made = await pipeline.process(await file.arrayBuffer())
    // What this browser cannot draw anew would carry where and by which phone it was taken.
    if (made.outcome !== 'encoded') throw new DeviceProblem('photo/not-a-picture')
    const { bytes, mime, widthPx, heightPx } = made
    const fileTimeAt = new Date(file.lastModified).toISOString()
    const facts = { sha256: await digest(bytes), sizeBytes: bytes.byteLength, mime, widthPx, heightPx, fileTimeAt }
    return { partId: uuidV7(now(), random) as PartId, ...facts, bytes }
  }

  const factsOf = ({ partId, sha256, sizeBytes, mime, widthPx, heightPx, fileTimeAt }: UnitPhoto): PhotoFacts => ({
    partId,
    sha256,
    sizeBytes,
    mime,
    widthPx,
    heightPx,
    ...(fileTimeAt === undefined ? {} : { fileTimeAt }),
  })

  async function sendPhoto(line: HttpClient, { sha256, bytes }: UnitPhoto): Promise<void> {
    const chunks = Array.from({ length: Math.ceil(bytes.byteLength / wireLimits.chunkBytes) }, (_, index) => index)
    await uploadBytes({ http: line, digest }, { sha256, bytes }, chunks, async () => undefined)
  }

  return {
    newAnswerId: () => uuidV7(now(), random) as EntryId,
    sheet: (token) => lineOf(http, token).call('GET', '/api/unit-link', UnitSheetResponse),
    photo: async (token, partId) => {
      const headers = { ...withToken(token), [wireHeader.name]: wireHeader.value }
      const answer = await fetch(`/api/unit-link/photos/${partId}`, { headers, cache: 'no-store', credentials: 'omit' })
      if (!answer.ok) throw new DeviceProblem('record/not-found')
      return answer.blob()
    },
    prepare,
    send: async (token, { id, result, text, photos }, onProgress) => {
      const line = lineOf(http, token)
      for (const [index, photo] of photos.entries()) {
        await sendPhoto(line, photo)
        onProgress(index + 1)
      }
      const named = photos.map(factsOf)
      await line.call('POST', '/api/unit-link/answers', UnitAnswerResponse, {
        body: { id, result, text, photos: named } satisfies UnitAnswerRequest,
      })
    },
    askExtension: async (token, body) => {
      await lineOf(http, token).call('POST', '/api/unit-link/extensions', UnitAnswerResponse, { body })
    },
  }
}
