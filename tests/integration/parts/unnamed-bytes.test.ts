import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { ensureBaseMap } from '../../../src/server/sample/ensure-base-map.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { bytesGone } from '../../../src/server/services/bytes-gone.ts'
import { unnamedHeldMs } from '../../../src/server/services/erase-unnamed.ts'
import { verifyStore } from '../../../src/server/verify/verify-store.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { namesHolding } from '../../support/test-parts.ts'
import { createTestServer, type LastingClient, type TestServer } from '../../support/test-server.ts'

const photo = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 7 })
const dayMs = 24 * 60 * 60 * 1000

let server: TestServer
let officer: LastingClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

const retain = (): Promise<number> => applyRetention(server.deps, { ...standardRetention, photo: 9_999 })
const isHeld = (bytes: Buffer = photo): Promise<boolean> => server.deps.partStore.has(sha256Of(bytes))

/** As the phone that put them hears it when it asks; it signs in anew, for no session lasts so long. */
async function stateOf(bytes: Buffer): Promise<unknown> {
  const again = await server.login('1001', officer.device)
  const parts = [{ sha256: sha256Of(bytes), sizeBytes: bytes.length }]
  const answer = await again.call({ method: 'POST', url: '/api/parts/have', payload: { parts } })
  return answer.json<{ parts: { state: string }[] }>().parts[0]?.state
}

async function faults(): Promise<readonly string[]> {
  const found: string[] = []
  await server.deps.store.read(async (db) => {
    for await (const { broken } of verifyStore(db, server.deps.partStore)) found.push(...broken)
  })
  return found
}

const erasures = async (): Promise<readonly unknown[]> => {
  const lines = await server.deps.store.read((db) =>
    db.selectFrom('audit_line').selectAll().where('act', '=', 'parts.erased').execute(),
  )
  return lines.map(({ actor, target, details }) => [actor, target, (JSON.parse(details) as { parts: number }).parts])
}

describe('[SYNC-65] bytes that were put and that no record names', () => {
  test('go 180 days later and no day sooner, with a line of their own in the audit; who believed them to be here hears otherwise', async () => {
    await upload(officer, photo)
    server.clock.advance(unnamedHeldMs - dayMs)
    expect([await retain(), await isHeld(), await stateOf(photo)]).toEqual([0, true, 'stored'])
    server.clock.advance(2 * dayMs)
    expect([await retain(), await namesHolding(server, sha256Of(photo)), await stateOf(photo)]).toEqual([
      1,
      [],
      'missing',
    ])
    expect([await erasures(), await faults(), await retain()]).toEqual([[['system', 'unnamed', 1]], [], 0])
  })

  test('are kept when they come again, for a record or for as long once more', async () => {
    for (let round = 0; round < 2; round += 1) {
      await upload(await server.login('1001', officer.device), photo)
      server.clock.advance(unnamedHeldMs + dayMs)
      expect([await retain(), await isHeld()]).toEqual([1, false])
    }
    officer = await server.login('1001', officer.device)
    const ref = photoRef(server, photo)
    await push(server, officer, [findingOf(server, officer, 'squad-1', { photos: [ref] }).entry])
    await upload(officer, photo)
    server.clock.advance(unnamedHeldMs + dayMs)
    expect([await retain(), await isHeld(), await faults()]).toEqual([0, true, []])
    const reader = await server.login('1001', officer.device)
    expect((await reader.call({ url: `/api/parts/${ref.partId}?size=original` })).rawPayload.equals(photo)).toBe(true)
  })
})

describe('[SYNC-65] bytes stay for as long as anything names them', () => {
  test('a record that was refused or kept aside, and one whose row for the photo was lost', async () => {
    const [refused, aside, lost] = (await Promise.all(
      [1, 2, 3].map((hue) => drawnJpeg({ widthPx: 160, heightPx: 120, hue: hue * 40 })),
    )) as [Buffer, Buffer, Buffer]
    const reportOf = (scope: string, bytes: Buffer) =>
      findingOf(server, officer, scope, { photos: [photoRef(server, bytes)] }).entry
    const unreadable = { ...reportOf('squad-1', aside), kind: 'case.ofNextYear' }
    const { results } = await push(server, officer, [
      reportOf('squad-2', refused),
      unreadable,
      reportOf('squad-1', lost),
    ])
    expect(results.map(({ status }) => status)).toEqual(['refused', 'quarantined', 'accepted'])
    for (const bytes of [refused, aside, lost]) await upload(officer, bytes)
    await server.deps.store.write((tx) => tx.deleteFrom('part').execute())
    server.clock.advance(10 * unnamedHeldMs)
    expect(await retain()).toBe(0)
    expect(await Promise.all([refused, aside, lost].map(isHeld))).toEqual([true, true, true])
  })

  test('the map, and a restore that keeps them for a record to come', async () => {
    await ensureBaseMap(server.deps)
    await upload(officer, photo)
    const map = await server.deps.store.read((db) =>
      db.selectFrom('blob').select('sha256').where('sha256', '!=', sha256Of(photo)).executeTakeFirstOrThrow(),
    )
    server.clock.advance(10 * unnamedHeldMs)
    const now = new Date(server.clock.now()).toISOString()
    await server.deps.store.write((tx) =>
      tx
        .insertInto('erasure')
        .values({
          part_id: newId(server),
          sha256: sha256Of(photo),
          reason: 'retention',
          erased_at: now,
          bytes_gone: bytesGone.unsaid,
          claimed_at: now,
        })
        .execute(),
    )
    expect(await retain()).toBe(0)
    expect([await isHeld(), await server.deps.partStore.has(map.sha256 as never)]).toEqual([true, true])
  })
})
