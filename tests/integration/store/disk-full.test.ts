import * as fsPromises from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSeededRandom } from '../../../src/lib/random.ts'
import type { FileCalls } from '../../../src/server/photos/folder/file-calls.ts'
import { createFolderPartStore } from '../../../src/server/photos/folder/folder-part-store.ts'
import { Problem } from '../../../src/server/problem.ts'
import { findingOf, push } from '../../support/pushed-entries.ts'
import { syncRequest } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'
import { createWiredPhone, type WiredPhone } from '../../support/wired-phone.ts'

const roomyBytes = 1e12
const mebibyte = 1024 * 1024

let server: TestServer
let phone: WiredPhone
let freeBytes: number
/** Bytes that the medium still takes before its calls fail. */
let roomLeft: number

const noSpace = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })

/** The real calls on a medium that takes `roomLeft` more bytes; the one that is over it is written in part, as a disk does. */
const smallMedium: FileCalls = {
  ...fsPromises,
  open: async (path, flags, mode) => {
    const handle = await fsPromises.open(path, flags, mode)
    const writeFile = handle.writeFile.bind(handle)
    return Object.assign(handle, {
      writeFile: async (data: Uint8Array) => {
        const taken = data.subarray(0, roomLeft)
        roomLeft -= taken.byteLength
        await writeFile(taken)
        if (taken.byteLength < data.byteLength) throw noSpace()
      },
    })
  },
}

beforeEach(async () => {
  freeBytes = roomyBytes
  roomLeft = Infinity
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  Object.assign(server.deps, {
    partStore: createFolderPartStore({
      root: join(server.dataDir, 'parts'),
      files: smallMedium,
      freeBytes: () => Promise.resolve(freeBytes),
    }),
  })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  phone = await createWiredPhone(`http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`)
})
afterEach(() => server.close())

const random = createSeededRandom(12)

/** Reports a finding with two photos of 200 KB. */
async function report(): Promise<void> {
  const photo = (): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(200_000)
    bytes.set(random.bytes(64))
    return bytes
  }
  await phone.report(photo(), photo())
}

const entryStates = async (): Promise<readonly string[]> =>
  (await phone.db.journal.toArray()).map((row) => row.sendState)
const photoStates = async (): Promise<readonly string[]> =>
  (await phone.db.parts.toArray()).map((row) => `${row.sendState} ${row.code}`.trim())

/** Names of everything in the store's folder that is no finished chunk and no finished photo. */
async function halfWritten(): Promise<readonly string[]> {
  const names = await fsPromises.readdir(server.dataDir, { recursive: true })
  return names.filter((name) => name.includes('unfinished'))
}

describe('a server whose disk is nearly full', () => {
  test.each([
    ['512 MiB and a byte less than a chunk', 512 * mebibyte + 68_927],
    ['nothing at all', 0],
  ])(
    '[PART-12] with %s left takes text and lets photos wait, and takes them when there is room',
    async (_what, left) => {
      freeBytes = left
      await report()
      expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'ok' })
      expect(await entryStates()).toEqual(['accepted'])
      expect(await photoStates()).toEqual(['queued store/full', 'queued store/full'])
      freeBytes = roomyBytes
      await phone.sync.syncNow()
      expect(await photoStates()).toEqual(['stored', 'stored'])
    },
  )

  test('[PART-12] takes photos down to 512 MiB', async () => {
    freeBytes = 512 * mebibyte + 200_000
    await report()
    await phone.sync.syncNow()
    expect(await photoStates()).toEqual(['stored', 'stored'])
  })

  test.each([0, 1, 131_071, 131_072, 200_000, 300_000, 450_000, 700_000])(
    'a disk that is full after %i bytes leaves nothing half-written, and goes on by itself when it is not',
    async (room) => {
      roomLeft = room
      await report()
      await phone.sync.syncNow()
      expect(await entryStates()).toEqual(['accepted'])
      expect(await photoStates()).toContain('queued store/full')
      expect(await halfWritten()).toEqual([])
      roomLeft = Infinity
      await phone.sync.syncNow()
      expect(await photoStates()).toEqual(['stored', 'stored'])
      expect(await halfWritten()).toEqual([])
    },
  )
})

describe('a server whose database finds no room', () => {
  let officer: TestClient
  let captain: TestClient

  beforeEach(async () => {
    await server.addPerson('1002', 'officer', 'squad-1')
    await server.addPerson('2001', 'captain', 'squad-1')
    officer = await server.login('1002')
    captain = await server.login('2001')
  })

  const limitPages = (more: number): Promise<void> =>
    server.deps.store.write(async (tx) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(tx)
      await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + more}`).execute(tx)
    })

  /** One push of fifty findings with long notes: about forty pages. */
  const fifty = () =>
    Array.from({ length: 50 }, () => {
      const { entry } = findingOf(server, officer, 'squad-1')
      return { ...entry, data: { ...(entry['data'] as object), note: '占道经营'.repeat(100) } }
    })

  const pushed = (entries: readonly Readonly<Record<string, unknown>>[]) =>
    officer.call({ method: 'POST', url: '/api/sync', payload: syncRequest(server, officer, { entries }) })

  const countCases = async (): Promise<number> =>
    ((await captain.call({ url: '/api/office/cases?limit=1' })).json() as { total: number }).total

  test('[SYNC-9] takes a push whole or says store/full and takes none of it, still reads, and takes it later once', async () => {
    await limitPages(60)
    let taken = 0
    let refused: readonly Readonly<Record<string, unknown>>[] | null = null
    while (refused === null) {
      const entries = fifty()
      const answer = await pushed(entries)
      if (answer.statusCode === 200) taken += entries.length
      else {
        expect([answer.statusCode, answer.json()]).toMatchObject([507, { code: 'store/full' }])
        refused = entries
      }
    }
    expect(await countCases()).toBe(taken)
    await limitPages(10_000)
    for (let times = 0; times < 2; times += 1)
      expect((await push(server, officer, refused)).results.every(({ status }) => status === 'accepted')).toBe(true)
    expect(await countCases()).toBe(taken + refused.length)
  })

  test('still answers those who only read and a phone that brings nothing, and passes no witness for taken in', async () => {
    const { write } = server.deps.store
    const full = new Problem('store/full', 'The disk is full.')
    Object.assign(server.deps.store, { write: () => Promise.reject(full) })
    // Long enough for the session to be due for its renewal.
    server.clock.advance(2 * 60 * 60 * 1000)
    expect((await captain.call({ url: '/api/office/cases?limit=1' })).statusCode).toBe(200)
    const answer = await pushed([])
    expect([answer.statusCode, (answer.json() as { results: unknown }).results]).toEqual([200, []])
    const showing = syncRequest(server, officer, { witnessed: [null] })
    const refused = await officer.call({ method: 'POST', url: '/api/sync', payload: showing })
    expect([refused.statusCode, refused.json()]).toMatchObject([507, { code: 'store/full' }])
    Object.assign(server.deps.store, { write })
    expect((await pushed(fifty())).statusCode).toBe(200)
  })

  test('a photo whose row finds no room waits, and is stored later without a byte of it being sent again', async () => {
    await report()
    const { write } = server.deps.store
    const full = new Problem('store/full', 'The disk is full.')
    const chunks: string[] = []
    const { partStore } = server.deps
    const { putChunk } = partStore
    partStore.putChunk = (device, sha256, index, bytes) => {
      chunks.push(`${sha256}/${index}`)
      // Text has gone before: what is written from now on are the rows of photos.
      Object.assign(server.deps.store, { write: () => Promise.reject(full) })
      return putChunk(device, sha256, index, bytes)
    }
    await phone.sync.syncNow()
    expect(await photoStates()).toEqual(['queued store/full', 'queued store/full'])
    const sent = chunks.length
    Object.assign(server.deps.store, { write })
    await phone.sync.syncNow()
    expect(await photoStates()).toEqual(['stored', 'stored'])
    expect(chunks).toHaveLength(sent)
  })
})
