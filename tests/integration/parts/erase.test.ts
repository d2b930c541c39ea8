import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PositionRef } from '../../../src/domain/journal/part-ref.ts'
import type { PartId } from '../../../src/domain/ids.ts'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { recallErasures } from '../../../src/server/services/recall-erasures.ts'
import { claimHeldMs } from '../../../src/server/services/finish-erasures.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { createFeedPhone } from '../../support/feed-phone.ts'
import { grantOf } from '../../support/grant-entries.ts'
import { commitPart, entryOf, newId, photoRef, push, putChunk, sha256Of, upload } from '../../support/pushed-entries.ts'
import { reportedPhotos } from '../../support/reported-photos.ts'
import { deltaOf, pullAll, sync } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient
let photos: ReturnType<typeof reportedPhotos>

beforeEach(async () => {
  server = await createTestServer()
  photos = reportedPhotos(server)
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  await server.addPerson('2002', 'captain', 'squad-2')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const dayMs = 24 * 60 * 60 * 1000
const jpeg = (hue: number): Promise<Buffer> => drawnJpeg({ widthPx: 320, heightPx: 240, hue })
const erase = (...partIds: readonly PartId[]): Promise<void> => eraseParts(server.deps, partIds, 'order')

describe('a photo that is erased', () => {
  test('[SYNC-60] is gone from the disk with its smaller pictures and staged chunks, its record is not', async () => {
    const bytes = await jpeg(1)
    const { entry, caseId, photo } = await photos.report(officer, bytes)
    await captain.call({ url: `/api/parts/${photo.partId}?size=view` })
    await putChunk(captain, bytes, 0)
    const before = await sync(server, captain, { digests: true })
    await erase(photo.partId)
    expect(await photos.filesOf(bytes)).toEqual([])
    expect(await photos.codeOf(captain, photo.partId)).toBe('part/erased')
    const after = await sync(server, captain, { digests: true })
    expect(after.digests).toEqual(before.digests)
    expect(deltaOf(after, 'squad-1').entries).toEqual(deltaOf(before, 'squad-1').entries)
    const detail = (await captain.call({ url: `/api/office/cases/${caseId}` })).json() as { parts: unknown[] }
    expect(detail.parts).toMatchObject([{ entryId: entry.id, state: 'erased' }])
  })

  test('[SYNC-61] is named in the feed of every squad that sees it, behind what was read before', async () => {
    const { caseId, photo } = await photos.report(officer, await jpeg(2))
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })])
    const neighbour = await server.login('2002')
    const [home, other] = [await pullAll(server, officer), await pullAll(server, neighbour)]
    await erase(photo.partId)
    for (const [client, { cursors }, scope] of [
      [officer, home, 'squad-1'],
      [neighbour, other, 'squad-2'],
    ] as const)
      expect(deltaOf(await sync(server, client, { cursors }), scope).erased).toEqual([{ partId: photo.partId }])
  })

  test('[SYNC-61] leaves a phone that has it: bytes and small picture go, the record stays, nothing is owed', async () => {
    const { phone, sync: syncPhone } = await createFeedPhone(server, '1001')
    const { photo } = await photos.report(officer, await jpeg(3))
    await syncPhone()
    const { db } = phone.run()
    await db.partBytes.put({ partId: photo.partId, bytes: new ArrayBuffer(3) })
    await db.thumbnails.put({ partId: photo.partId, bytes: new ArrayBuffer(3), mime: 'image/jpeg' })
    await db.parts.update(photo.partId, { sendState: 'queued' })
    await erase(photo.partId)
    await syncPhone()
    expect([await db.partBytes.count(), await db.thumbnails.count()]).toEqual([0, 0])
    expect((await db.parts.get(photo.partId))?.sendState).toBe('erased')
    expect(await db.journal.count()).toBe(1)
  })

  test('[SYNC-61] is known for erased on a phone that gets its record only now', async () => {
    const { photo } = await photos.report(officer, await jpeg(4))
    await erase(photo.partId)
    const { phone, sync: syncPhone } = await createFeedPhone(server, '2001')
    await syncPhone()
    expect((await phone.run().db.parts.get(photo.partId))?.sendState).toBe('erased')
  })

  test('[SYNC-62] does not come back from a phone that was away, and its phone waits for nothing', async () => {
    const bytes = await jpeg(5)
    const { photo } = await photos.report(officer, bytes, false)
    await erase(photo.partId)
    const have = await officer.call({
      method: 'POST',
      url: '/api/parts/have',
      payload: { parts: [{ sha256: photo.sha256, sizeBytes: photo.sizeBytes }] },
    })
    expect(have.json()).toMatchObject({ parts: [{ state: 'stored' }] })
    await putChunk(officer, bytes, 0)
    expect((await commitPart(officer, bytes)).json()).toMatchObject({ state: 'stored' })
    expect(await photos.filesOf(bytes)).toEqual([])
    expect(await photos.codeOf(captain, photo.partId)).toBe('part/erased')
  })

  test('[SYNC-62] does not come back with an older database, nor with its record sent again', async () => {
    const bytes = await jpeg(6)
    const { entry, photo } = await photos.report(officer, bytes)
    await erase(photo.partId)
    // As after a restore of a backup from before the record.
    await server.deps.store.write(async (tx) => {
      for (const table of ['erasure', 'part', 'entry', 'entry_subject', 'subject', 'feed'] as const)
        await tx.deleteFrom(table).execute()
    })
    await recallErasures(server.deps)
    await push(server, officer, [entry])
    await upload(officer, bytes)
    expect(await photos.stateOf(photo.partId)).toBe('erased')
    expect(await photos.filesOf(bytes)).toEqual([])
  })

  test('[SYNC-62] and is there again in an older database, goes before anybody is served', async () => {
    const bytes = await jpeg(7)
    const { photo } = await photos.report(officer, bytes)
    await server.deps.besideLog.append({
      what: 'part.erased',
      partId: photo.partId,
      sha256: photo.sha256,
      at: new Date(server.clock.now()).toISOString(),
    })
    await recallErasures(server.deps)
    expect(await photos.codeOf(captain, photo.partId)).toBe('part/erased')
    await applyRetention(server.deps, standardRetention)
    expect(await photos.filesOf(bytes)).toEqual([])
  })

  test('[SYNC-63] stays for another record that names the same bytes, until that is erased too', async () => {
    const bytes = await jpeg(8)
    const [first, second] = [await photos.report(officer, bytes), await photos.report(officer, bytes)]
    await erase(first.photo.partId)
    expect([
      await photos.codeOf(captain, first.photo.partId),
      await photos.codeOf(captain, second.photo.partId),
    ]).toEqual(['part/erased', 'shown'])
    await erase(second.photo.partId)
    expect(await photos.filesOf(bytes)).toEqual([])
  })

  test('[SYNC-60] whose files a crash left is finished by the next run; a second erasure changes nothing', async () => {
    const bytes = await jpeg(9)
    const { photo } = await photos.report(officer, bytes)
    const crashed = { ...server.deps.partStore, remove: () => Promise.reject(new Error('killed')) }
    await expect(eraseParts({ ...server.deps, partStore: crashed }, [photo.partId], 'order')).rejects.toThrow('killed')
    expect((await photos.filesOf(bytes)).length).toBeGreaterThan(0)
    server.clock.advance(claimHeldMs)
    await applyRetention(server.deps, standardRetention)
    expect(await photos.filesOf(bytes)).toEqual([])
    await erase(photo.partId)
    const facts = await server.deps.besideLog.readAll()
    expect(facts.filter(({ what }) => what === 'part.erased')).toHaveLength(1)
  })
})

describe('what is kept for a time', () => {
  async function stand(kind: 'duty.arrived' | 'duty.confirmed'): Promise<PartId> {
    const fix = Buffer.from(JSON.stringify({ fix: kind, salt: newId(server) }))
    const ref: PositionRef = {
      partId: newId<PartId>(server),
      kind: 'position',
      sha256: sha256Of(fix),
      sizeBytes: fix.length,
    }
    const placement = { placed: 'inside', distanceM: 3, accuracyM: 5 } as const
    const shift = {
      date: '2026-11-20',
      session: 'arrival',
      title: '示例一小·东门',
      startsAt: '2026-11-20T07:00:00+08:00',
      endsAt: '2026-11-20T08:00:00+08:00',
    } as const
    const options = { scope: 'squad-1', subjects: () => ['shift-1'], parts: [ref] }
    const entry =
      kind === 'duty.confirmed'
        ? entryOf(server, officer, kind, { ...options, data: { placement } })
        : entryOf(server, officer, kind, {
            ...options,
            data: { basis: 'rostered', shift, placement, timeliness: 'onTime', equipment: [] },
          })
    await push(server, officer, [entry], [{ partId: ref.partId, sha256: ref.sha256, base64: fix.toString('base64') }])
    return ref.partId
  }
  /** By whom, why and how much, as the audit has it. */
  async function erasingActs(): Promise<readonly unknown[]> {
    const lines = await server.deps.store.read((db) =>
      db.selectFrom('audit_line').selectAll().where('act', '=', 'parts.erased').orderBy('seq').execute(),
    )
    return lines.map(({ actor, target, details }) => [actor, target, (JSON.parse(details) as { parts: number }).parts])
  }
  async function takeOfShift(bytes: Buffer): Promise<PartId> {
    const photo = photoRef(server, bytes)
    const entry = entryOf(server, officer, 'inspection.answered', {
      scope: 'squad-1',
      subjects: () => ['shift-1'],
      parts: [photo],
      data: { templateId: 'HX', templateVersion: 1, answers: [] },
    })
    await push(server, officer, [entry])
    await upload(officer, bytes)
    return photo.partId
  }

  test('[SYNC-64] goes when its time is over, by the clock of the server, and no day sooner', async () => {
    const [arrived, confirmed] = [await stand('duty.arrived'), await stand('duty.confirmed')]
    const ofShift = await takeOfShift(await jpeg(20))
    const evidence = (await photos.report(officer, await jpeg(21))).photo.partId
    const withdrawn = await photos.report(officer, await jpeg(22))
    await push(server, officer, [
      entryOf(server, officer, 'record.withdrawn', {
        scope: 'squad-1',
        subjects: () => [withdrawn.caseId],
        data: { target: withdrawn.entry.id },
      }),
    ])
    const all = [arrived, confirmed, ofShift, evidence, withdrawn.photo.partId]
    const states = (): Promise<(string | undefined)[]> => Promise.all(all.map(photos.stateOf))
    const run = (): Promise<number> => applyRetention(server.deps, standardRetention)

    server.clock.advance(30 * dayMs)
    expect(await run()).toBe(0)
    server.clock.advance(1_000)
    expect(await run()).toBe(1)
    expect(await states()).toEqual(['stored', 'erased', 'stored', 'stored', 'stored'])
    server.clock.advance(60 * dayMs)
    expect(await run()).toBe(3)
    expect(await states()).toEqual(['erased', 'erased', 'erased', 'stored', 'erased'])
    const left = await server.deps.store.read((db) => db.selectFrom('small_bytes').selectAll().execute())
    expect(left).toEqual([])
    expect(await erasingActs()).toEqual([
      ['system', 'retention', 1],
      ['system', 'retention', 3],
    ])
  })

  test('[SYNC-64] by the periods that the bureau has set', async () => {
    const arrived = await stand('duty.arrived')
    server.clock.advance(8 * dayMs)
    await applyRetention(server.deps, { ...standardRetention, position: 7 })
    expect(await photos.stateOf(arrived)).toBe('erased')
  })
})
