import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartId, ScopeId } from '../../../src/domain/ids.ts'
import { standardRetention } from '../../../src/domain/journal/retention.ts'
import { verifyChain } from '../../../src/server/audit/verify-chain.ts'
import { applyRetention } from '../../../src/server/services/apply-retention.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import type { BesideFact } from '../../../src/server/store/beside-log.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { findingOf, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'

const squad = 'squad-1' as ScopeId
const dayMs = 24 * 60 * 60 * 1000
let here: BackedUpServer

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

async function reported(bytes: Buffer): Promise<PartId> {
  const photo = photoRef(here.server, bytes)
  await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos: [photo] }).entry])
  await upload(here.officer, bytes)
  return photo.partId
}

/** Why, how many and of when, as the audit has it. */
async function erasingLines(): Promise<readonly unknown[]> {
  const lines = await here.server.deps.store.read((db) =>
    db.selectFrom('audit_line').selectAll().where('act', '=', 'parts.erased').orderBy('seq').execute(),
  )
  return lines.map(({ actor, target, details }) => {
    const { parts, erasedAt } = JSON.parse(details) as { parts: number; erasedAt?: string }
    return [actor, target, parts, erasedAt]
  })
}

describe('erasures that a restore applies again', () => {
  test('[AUDIT-1] stand in the audit once more, a line for each that the copy did not know, with its reason and its moment', async () => {
    const before = await reported(Buffer.from('before'))
    const [first, second, third] = [
      await reported(Buffer.from('first')),
      await reported(Buffer.from('second')),
      await reported(Buffer.from('third')),
    ]
    await eraseParts(here.server.deps, [before], 'order')
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    const younger = await reported(Buffer.from('younger'))
    const orderedAt = new Date(here.server.clock.now()).toISOString()
    await eraseParts(here.server.deps, [first, younger], 'order')
    here.server.clock.advance(1_000)
    const overAt = new Date(here.server.clock.now()).toISOString()
    await eraseParts(here.server.deps, [second, third], 'retention')
    await here.restore(name)
    const again = [
      ['system', 'order', 1, undefined],
      ['system', 'order', 2, orderedAt],
      ['system', 'retention', 2, overAt],
    ]
    expect(await erasingLines()).toEqual(again)
    expect(await here.server.deps.store.read(verifyChain)).toMatchObject({ state: 'whole' })
    const reasons = await here.server.deps.store.read((db) =>
      db.selectFrom('erasure').select(['part_id', 'reason']).execute(),
    )
    expect(Object.fromEntries(reasons.map((row) => [row.part_id, row.reason]))).toEqual({
      [before]: 'order',
      [first]: 'order',
      [younger]: 'order',
      [second]: 'retention',
      [third]: 'retention',
    })
    await here.restartWith(() => Promise.resolve())
    expect(await erasingLines()).toEqual(again)
  })
})

describe('[SYNC-60] bytes of an erasure that a crash cut short before a restore', () => {
  const bytes = Buffer.from('cut short')
  const isThere = () => here.server.deps.partStore.has(sha256Of(bytes))

  /** The log says that the part is erased, and not that its bytes went. */
  async function eraseHalf(partId: PartId): Promise<void> {
    const { besideLog } = here.server.deps
    const append = (fact: BesideFact) =>
      fact.what === 'bytes.erased' ? Promise.reject(new Error('killed')) : besideLog.append(fact)
    const killed = { ...here.server.deps, besideLog: { ...besideLog, append } }
    await expect(eraseParts(killed, [partId], 'order')).rejects.toThrow('killed')
  }

  test('are kept for a record that may come, and go when none has come', async () => {
    const partId = await reported(bytes)
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    await eraseHalf(partId)
    await here.restore(name)
    here.server.clock.advance(44 * dayMs)
    await applyRetention(here.server.deps, standardRetention)
    expect(await isThere()).toBe(true)
    here.server.clock.advance(dayMs)
    await applyRetention(here.server.deps, standardRetention)
    expect(await isThere()).toBe(false)
    expect((await here.server.deps.besideLog.readAll()).map(({ what }) => what)).toContain('bytes.erased')
    await expect(here.back()).resolves.toMatchObject({ parts: 0 })
  })

  test('stay for good for the one that has come', async () => {
    const partId = await reported(bytes)
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    const photo = photoRef(here.server, bytes)
    const living = findingOf(here.server, here.officer, squad, { photos: [photo] }).entry
    await push(here.server, here.officer, [living])
    // The other record names them: no line says that they went.
    await eraseParts(here.server.deps, [partId], 'order')
    await here.restore(name)
    // Its phone holds the bytes no longer.
    await push(here.server, here.officer, [living])
    here.server.clock.advance(46 * dayMs)
    await applyRetention(here.server.deps, standardRetention)
    expect(await isThere()).toBe(true)
    const [row] = await here.server.deps.store.read((db) =>
      db.selectFrom('part').select('state').where('part_id', '=', photo.partId).execute(),
    )
    expect(row?.state).toBe('unreadable')
  })
})
