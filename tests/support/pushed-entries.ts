import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { entryKinds, type EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { EntryEnvelope } from '../../src/domain/journal/entry.ts'
import type { PhotoRef, PositionRef } from '../../src/domain/journal/part-ref.ts'
import { caseIdOf, type EntryId, type PartId, type Sha256, type SubjectId } from '../../src/domain/ids.ts'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import type { SmallPart, SyncResponse } from '../../src/protocol/sync.ts'
import type { TestClient, TestServer } from './test-server.ts'

export const sha256Of = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256

/** RFC 9530, as the phone writes it. */
export const contentDigest = (bytes: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`

export const newId = <T extends string>(server: TestServer): T => uuidV7(server.clock.now(), server.deps.random) as T

/** An entry as this client's phone would make it now. */
export function entryOf<K extends EntryKind>(
  server: TestServer,
  client: TestClient,
  kind: K,
  options: {
    readonly data: EntryData[K]
    readonly scope: string
    readonly subjects: (id: EntryId) => readonly string[]
    readonly parts?: readonly (PhotoRef | PositionRef)[]
  },
): EntryEnvelope {
  const id = newId<EntryId>(server)
  return {
    id,
    kind,
    v: entryKinds[kind].v,
    scope: options.scope as EntryEnvelope['scope'],
    subjects: [...options.subjects(id)] as SubjectId[],
    after: [],
    author: client.personId,
    device: client.device,
    at: new Date(server.clock.now()).toISOString(),
    clock: { offsetMs: 0, monoMs: 1, bootId: 'boot' },
    data: options.data as Record<string, unknown>,
    parts: [...(options.parts ?? [])],
  }
}

export function photoRef(server: TestServer, bytes: Uint8Array, role: PhotoRef['role'] = 'scene'): PhotoRef {
  return {
    partId: newId<PartId>(server),
    sha256: sha256Of(bytes),
    sizeBytes: bytes.byteLength,
    kind: 'photo',
    mime: 'image/jpeg',
    role,
    widthPx: 640,
    heightPx: 480,
    source: 'viewfinder',
    takenAt: new Date(server.clock.now()).toISOString(),
  }
}

/** A finding with these photos; its case's id comes back beside it. */
export function findingOf(
  server: TestServer,
  client: TestClient,
  scope: string,
  options: {
    readonly photos?: readonly PhotoRef[]
    readonly note?: string
    readonly category?: string
    readonly schoolId?: string
  } = {},
): { readonly entry: EntryEnvelope; readonly caseId: SubjectId } {
  const entry = entryOf(server, client, 'case.reported', {
    scope,
    subjects: (id) => [caseIdOf(id)],
    parts: options.photos ?? [],
    data: {
      category: options.category ?? 'street.occupying',
      categoryLabel: '店外经营',
      severity: 'general',
      place: {
        fix: null,
        text: '示例一小东门',
        ...(options.schoolId ? { schoolId: options.schoolId } : {}),
      } as EntryData['case.reported']['place'],
      note: options.note ?? '',
      photoRule: '1',
    },
  })
  return { entry, caseId: caseIdOf(entry.id) }
}

/** Pushes through the real route; rejects where the call itself fails. */
export async function push(
  server: TestServer,
  client: TestClient,
  entries: readonly unknown[],
  smallParts: readonly SmallPart[] = [],
): Promise<SyncResponse> {
  const answer = await client.call({
    method: 'POST',
    url: '/api/sync',
    payload: {
      app: 'test',
      schema: 1,
      device: client.device,
      epoch: null,
      nonce: 'nonce-0001',
      clock: { at: new Date(server.clock.now()).toISOString(), monoMs: 1, bootId: 'boot' },
      entries,
      smallParts,
      cursors: {},
      limit: 500,
    },
  })
  if (answer.statusCode !== 200) throw new Error(`Push failed: ${answer.body}`)
  return answer.json()
}

export const chunksOf = (bytes: Buffer): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / wireLimits.chunkBytes) }, (_, index) =>
    bytes.subarray(index * wireLimits.chunkBytes, (index + 1) * wireLimits.chunkBytes),
  )

/** One chunk by the real route; what is given under `change` replaces what an honest phone would send. */
export function putChunk(
  client: TestClient,
  bytes: Buffer,
  index: number,
  change: {
    readonly sha256?: string
    readonly size?: number | string
    readonly digest?: string | null
    readonly body?: Buffer
  } = {},
): Promise<LightMyRequestResponse> {
  const body = change.body ?? chunksOf(bytes)[index] ?? Buffer.alloc(0)
  const digest = change.digest === undefined ? contentDigest(body) : change.digest
  return client.call({
    method: 'PUT',
    url: `/api/parts/${change.sha256 ?? sha256Of(bytes)}/${index}?size=${change.size ?? bytes.length}`,
    headers: { 'content-type': 'application/octet-stream', ...(digest === null ? {} : { 'content-digest': digest }) },
    payload: body,
  })
}

export const commitPart = (client: TestClient, bytes: Buffer): Promise<LightMyRequestResponse> =>
  client.call({ method: 'POST', url: `/api/parts/${sha256Of(bytes)}/commit`, payload: { sizeBytes: bytes.length } })

/** The whole upload as a phone does it. */
export async function upload(client: TestClient, bytes: Buffer): Promise<LightMyRequestResponse> {
  for (const index of chunksOf(bytes).keys()) await putChunk(client, bytes, index)
  return commitPart(client, bytes)
}
