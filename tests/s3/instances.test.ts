import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSeededRandom } from '../../src/lib/random.ts'
import { wireLimits } from '../../src/protocol/limits.ts'
import { verifyStore } from '../../src/server/verify/verify-store.ts'
import { signInByApi, type ApiClient } from '../support/api-client.ts'
import { contentDigest } from '../support/pushed-entries.ts'
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { emptyDist } from '../support/server-run.ts'
import { partsSettings } from '../support/test-parts.ts'
import { createTestServer, testPassword, type TestServer } from '../support/test-server.ts'
import { madeRecord, type MadePhoto } from '../torture/made-records.ts'

/** Two servers start on a machine that may have much else to do. */
const startTimeoutMs = 120_000

let bureau: TestServer
let distDir: string
let servers: ServerProcess[]

async function startServer(): Promise<ServerProcess> {
  const { databaseUrl } = bureau.deps.config
  const env = { SAMPLE: '0', DIST_DIR: distDir, DATABASE_URL: databaseUrl, ...partsSettings(bureau.dataDir) }
  return startServerProcess({ dataDir: bureau.dataDir, port: await freePort(), env })
}

beforeAll(async () => {
  bureau = await createTestServer()
  await bureau.addPerson('1001', 'officer', 'squad-1')
  distDir = await emptyDist()
  servers = await Promise.all([startServer(), startServer()])
}, startTimeoutMs)
afterAll(async () => {
  for (const server of servers) await server.kill()
  await bureau.close()
  await rm(distDir, { recursive: true, force: true })
}, startTimeoutMs)

const { chunkBytes } = wireLimits
const chunksOf = ({ bytes }: MadePhoto): number => Math.ceil(bytes.length / chunkBytes)

/** A case with a photo of four chunks or more. */
function recordWithPhoto(client: ApiClient): { readonly entry: unknown; readonly photos: readonly MadePhoto[] } {
  const random = createSeededRandom(7)
  for (;;) {
    const record = madeRecord(client, 'squad-1', random)
    if (record.photos.some((photo) => chunksOf(photo) >= 4)) return record
  }
}

/** Null where the server was gone before it had answered. */
async function call(server: ServerProcess, client: ApiClient, path: string, init: RequestInit): Promise<unknown> {
  const headers = { ...client.headers, ...(init.headers as Record<string, string>) }
  const answer = await fetch(`${server.url}${path}`, { ...init, headers }).catch(() => null)
  return answer?.ok ? answer.json().catch(() => null) : null
}

const putChunk = (server: ServerProcess, client: ApiClient, { sha256, bytes }: MadePhoto, index: number) => {
  const chunk = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)
  const headers = { 'content-type': 'application/octet-stream', 'content-digest': contentDigest(chunk) }
  const path = `/api/parts/${sha256}/${index}?size=${bytes.length}`
  return call(server, client, path, { method: 'PUT', headers, body: new Uint8Array(chunk) })
}

const commit = (server: ServerProcess, client: ApiClient, { sha256, bytes }: MadePhoto) =>
  call(server, client, `/api/parts/${sha256}/commit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sizeBytes: bytes.length }),
  })

const download = async (server: ServerProcess, client: ApiClient, { partId }: MadePhoto): Promise<Buffer> => {
  const answer = await fetch(`${server.url}/api/parts/${partId}?size=original`, { headers: client.headers })
  return Buffer.from(await answer.arrayBuffer())
}

function push(client: ApiClient, entry: unknown): Promise<unknown> {
  const clock = { at: new Date().toISOString(), monoMs: 0, bootId: 'torture' }
  const about = { app: 'test', schema: 1, device: client.device, epoch: null, nonce: randomUUID(), clock }
  return client.post('/api/sync', { ...about, entries: [entry], smallParts: [], cursors: {}, limit: 1 })
}

test('[PART-3] [PART-6] a photo goes in by turns through two servers, one is killed in between and the other at the commit: nothing is lost', async () => {
  const [first, second] = servers as [ServerProcess, ServerProcess]
  const client = await signInByApi(first.url, '1001', testPassword)
  const { entry, photos } = recordWithPhoto(client)
  expect(await push(client, entry)).toMatchObject({ results: [{ status: 'accepted' }] })
  const long = photos.find((photo) => chunksOf(photo) >= 4) as MadePhoto
  expect(await putChunk(first, client, long, 3)).toMatchObject({ stored: true })
  expect(await putChunk(second, client, long, 1)).toMatchObject({ stored: true })
  const cut = putChunk(first, client, long, 0)
  await first.kill()
  await cut
  const told = (await commit(second, client, long)) as { state: string; chunks: number[] }
  expect(told.state).toBe('missingChunks')
  expect(told.chunks).toContain(2)
  expect(told.chunks).not.toContain(3)
  for (const index of told.chunks) await putChunk(second, client, long, index)
  const third = await startServer()
  servers.push(third)
  // Killed at some point of the commit: whatever it had done, the next one finishes it.
  const unanswered = commit(second, client, long)
  await second.kill()
  await unanswered
  for (const photo of photos) {
    for (let index = 0; photo !== long && index < chunksOf(photo); index += 1)
      await putChunk(third, client, photo, index)
    let state = (await commit(third, client, photo)) as { state: string; chunks?: number[] }
    for (const index of state.chunks ?? []) await putChunk(third, client, photo, index)
    if (state.chunks) state = (await commit(third, client, photo)) as typeof state
    expect(state.state).toBe('stored')
    expect((await download(third, client, photo)).equals(photo.bytes)).toBe(true)
  }
  const faults = await bureau.deps.store.read(async (db) => {
    const found: string[] = []
    for await (const { broken } of verifyStore(db, bureau.deps.partStore)) found.push(...broken)
    return found
  })
  expect(faults).toEqual([])
})
