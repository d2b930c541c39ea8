import { createHash } from 'node:crypto'
import { caseIdOf, type EntryId, type SubjectId } from '../../src/domain/ids.ts'
import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { uuidV7 } from '../../src/lib/uuid-v7.ts'
import type { ApiClient } from './api-client.ts'
import { filedData } from './case-decisions.ts'
import { contentDigest } from './pushed-entries.ts'
import { reportedData } from './reported-case.ts'

const scope = 'squad-1'
const newId = (): string => uuidV7(Date.now(), systemRandom)

/** One record of this person, pushed and accepted; made now, or at the moment that the server of the test has. */
export async function pushEntry<K extends EntryKind>(
  client: ApiClient,
  kind: K,
  data: EntryData[K],
  about: {
    readonly id?: string
    readonly caseId: SubjectId
    readonly parts?: readonly PhotoRef[]
    readonly at?: string
  },
): Promise<void> {
  const at = about.at ?? new Date().toISOString()
  const entry = {
    id: about.id ?? newId(),
    kind,
    v: 1,
    scope,
    subjects: [about.caseId],
    after: [],
    author: client.personId,
    device: client.device,
    at,
    clock: { offsetMs: 0, monoMs: 1, bootId: 'boot' },
    data,
    parts: about.parts ?? [],
  }
  const answer = (await client.post('/api/sync', {
    app: 'test',
    schema: 1,
    device: client.device,
    epoch: null,
    nonce: 'nonce-0001',
    clock: { at, monoMs: 1, bootId: 'boot' },
    entries: [entry],
    smallParts: [],
    cursors: {},
    limit: 1,
  })) as { results: { status: string; code?: string }[] }
  const [result] = answer.results
  if (result?.status !== 'accepted') throw new Error(`${kind} was ${result?.status}: ${result?.code ?? ''}`)
}

/** A small picture, in one chunk. */
export async function uploadPhoto(
  url: string,
  client: ApiClient,
  bytes: Buffer,
  facts: Partial<Pick<PhotoRef, 'role' | 'takenAt'>> = {},
): Promise<PhotoRef> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await fetch(`${url}/api/parts/${sha256}/0?size=${bytes.length}`, {
    method: 'PUT',
    headers: {
      ...client.headers,
      'content-type': 'application/octet-stream',
      'content-digest': contentDigest(bytes),
    },
    body: new Uint8Array(bytes),
  })
  await client.post(`/api/parts/${sha256}/commit`, { sizeBytes: bytes.length })
  return {
    kind: 'photo',
    partId: newId(),
    sha256,
    sizeBytes: bytes.length,
    mime: 'image/jpeg',
    role: 'scene',
    widthPx: 800,
    heightPx: 600,
    source: 'viewfinder',
    takenAt: new Date().toISOString(),
    ...facts,
  } as PhotoRef
}

export interface DispatchedCase {
  readonly caseId: SubjectId
  readonly photo: PhotoRef
}

/** Reported with a picture by one officer of squad 1, filed and dispatched by its captain; all of it through the front door. */
export async function dispatchCase(
  url: string,
  { reporter, captain }: { readonly reporter: ApiClient; readonly captain: ApiClient },
  about: {
    readonly note: string
    readonly picture: Buffer
    readonly instruction: string
    readonly dueAt: string
    readonly report?: Parameters<typeof reportedData>[0]
  },
): Promise<DispatchedCase> {
  const reportId = newId()
  const caseId = caseIdOf(reportId as EntryId)
  const photo = await uploadPhoto(url, reporter, about.picture)
  const report = reportedData({ note: about.note, ...about.report })
  await pushEntry(reporter, 'case.reported', report, { id: reportId, caseId, parts: [photo] })
  await pushEntry(captain, 'case.filed', filedData(about.dueAt), { caseId })
  const dispatched = { to: scope, instruction: about.instruction } as EntryData['case.dispatched']
  await pushEntry(captain, 'case.dispatched', dispatched, { caseId })
  return { caseId, photo }
}
