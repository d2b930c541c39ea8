import { readFile, rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScopeId } from '../../../src/domain/ids.ts'
import { folderSource } from '../../../src/server/backup/backup-source.ts'
import { restoreBackup, type Restored } from '../../../src/server/backup/restore-backup.ts'
import { takeBackup } from '../../../src/server/backup/take-backup.ts'
import type { PartStore } from '../../../src/server/photos/part-store.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { finishErasures } from '../../../src/server/services/finish-erasures.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { findingOf, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import type { LastingClient } from '../../support/test-server.ts'

const squad = 'squad-1' as ScopeId
let here: BackedUpServer

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

describe('photos after a restore', () => {
  test('[SYNC-58] a photo whose copy has rotted keeps nothing else back: it is named, owed again, and sent again', async () => {
    const [kept, rotted] = [Buffer.from('kept'), Buffer.from('rotted')]
    const [keptRef, rottedRef] = [photoRef(here.server, kept), photoRef(here.server, rotted)]
    await push(here.server, here.officer, [
      findingOf(here.server, here.officer, squad, { photos: [keptRef, rottedRef] }).entry,
    ])
    for (const bytes of [kept, rotted]) await upload(here.officer, bytes)
    const { name } = await here.back()
    await here.rot(rotted, 'r0tted')
    here.server.clock.advance(60 * 60 * 1000)
    const asked = here.asked(name)
    let restored: Restored | undefined
    await here.restartWith(async () => {
      await rm(here.paths().parts, { recursive: true })
      restored = await restoreBackup(asked)
    })
    expect(restored).toMatchObject({ parts: 1, lacking: [rottedRef.sha256] })
    const codeOf = async (partId: string) =>
      (await here.officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode
    const missing = { parts: [{ sha256: rottedRef.sha256, sizeBytes: rotted.length }] }
    const answer = await here.officer.call({ method: 'POST', url: '/api/parts/have', payload: missing })
    expect([await codeOf(keptRef.partId), await codeOf(rottedRef.partId)]).toEqual([200, 404])
    expect(answer.json()).toMatchObject({ parts: [{ state: 'missing' }] })
    await upload(here.officer, rotted)
    expect(await codeOf(rottedRef.partId)).toBe(200)
    await expect(here.back()).resolves.toMatchObject({ parts: 2 })
    expect(await readFile(here.copyOf(rotted))).toEqual(rotted)
  })

  describe('[SYNC-54] a photo that came before its record', () => {
    const filesAfter = async (name: string, bytes: Buffer): Promise<boolean> => {
      const asked = here.asked(name)
      await here.restartWith(async () => {
        await rm(here.paths().parts, { recursive: true, force: true })
        await restoreBackup(asked)
      })
      return here.server.deps.partStore.has(sha256Of(bytes))
    }
    const blobs = () => here.server.deps.store.read((db) => db.selectFrom('blob').select('sha256').execute())

    test('and was erased after it does not come back, nor is it said to be here', async () => {
      const bytes = Buffer.from('came first')
      await upload(here.officer, bytes)
      const { name } = await here.back()
      here.server.clock.advance(1_000)
      const ref = photoRef(here.server, bytes)
      const { entry } = findingOf(here.server, here.officer, squad, { photos: [ref] })
      await push(here.server, here.officer, [entry])
      await eraseParts(here.server.deps, [ref.partId], 'order')
      expect([await filesAfter(name, bytes), await blobs()]).toEqual([false, []])
      await push(here.server, here.officer, [entry])
      expect((await here.officer.call({ url: `/api/parts/${ref.partId}?size=original` })).statusCode).toBe(410)
    })

    test('and while a backup is made comes with it and is erased, fails none', async () => {
      const bytes = Buffer.from('came first')
      await upload(here.officer, bytes)
      const source = folderSource(here.server.dataDir)
      const open: PartStore['open'] = async (...asked) => {
        here.server.clock.advance(1_000)
        const ref = photoRef(here.server, bytes)
        await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos: [ref] }).entry])
        await eraseParts(here.server.deps, [ref.partId], 'order')
        return source.parts.open(...asked)
      }
      const asked = { dataDir: here.server.dataDir, backupDir: here.backupDir, nowMs: here.server.clock.now() }
      expect(await takeBackup(asked, { ...source, parts: { ...source.parts, open } })).toMatchObject({ parts: 0 })
    })

    describe('stays for a record that names it still, where the same picture was erased of another', () => {
      const bytes = Buffer.from('of two records')
      const file = async (by: LastingClient) => {
        const ref = photoRef(here.server, bytes)
        const { entry } = findingOf(here.server, by, squad, { photos: [ref] })
        await push(here.server, by, [entry])
        return { entry, partId: ref.partId }
      }
      const codesAfter = async (name: string, filed: readonly Awaited<ReturnType<typeof file>>[]) => {
        const asked = here.asked(name)
        await here.restartWith(() => restoreBackup(asked))
        await finishErasures(here.server.deps)
        // The bytes are covered by the backup: the phones hold them no longer.
        await push(
          here.server,
          here.officer,
          filed.map(({ entry }) => entry),
        )
        return Promise.all(
          filed.map(
            async ({ partId }) => (await here.officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode,
          ),
        )
      }

      test('and the backup is older than both', async () => {
        await upload(here.officer, bytes)
        const { name } = await here.back()
        here.server.clock.advance(1_000)
        const both = [await file(here.officer), await file(here.officer)]
        await eraseParts(here.server.deps, [both[0]!.partId], 'order')
        expect(await codesAfter(name, both)).toEqual([410, 200])
      })

      test('and the backup is older than the one that lives', async () => {
        const erased = await file(here.officer)
        await upload(here.officer, bytes)
        const { name } = await here.back()
        here.server.clock.advance(1_000)
        const living = await file(here.officer)
        await eraseParts(here.server.deps, [erased.partId], 'order')
        expect(await codesAfter(name, [erased, living])).toEqual([410, 200])
      })

      test('until it is erased of that one too', async () => {
        const first = await file(here.officer)
        await upload(here.officer, bytes)
        const { name } = await here.back()
        here.server.clock.advance(1_000)
        const second = await file(here.officer)
        for (const { partId } of [first, second]) await eraseParts(here.server.deps, [partId], 'order')
        expect(await codesAfter(name, [first, second])).toEqual([410, 410])
        expect(await here.server.deps.partStore.has(sha256Of(bytes))).toBe(false)
      })
    })

    test('comes back where the same picture was erased of another record before', async () => {
      const bytes = Buffer.from('twice')
      const ref = photoRef(here.server, bytes)
      await push(here.server, here.officer, [findingOf(here.server, here.officer, squad, { photos: [ref] }).entry])
      await upload(here.officer, bytes)
      await eraseParts(here.server.deps, [ref.partId], 'order')
      here.server.clock.advance(1_000)
      await upload(here.colleague, bytes)
      const { name } = await here.back()
      expect([await filesAfter(name, bytes), await blobs()]).toEqual([true, [{ sha256: ref.sha256 }]])
    })
  })

  test('[SYNC-54] photos are there again, and those that were erased since are not', async () => {
    const [kept, erased] = [Buffer.from('kept'), Buffer.from('erased')]
    const [keptRef, erasedRef] = [photoRef(here.server, kept), photoRef(here.server, erased)]
    await push(here.server, here.officer, [
      findingOf(here.server, here.officer, squad, { photos: [keptRef, erasedRef] }).entry,
    ])
    for (const bytes of [kept, erased]) await upload(here.officer, bytes)
    const { name } = await here.back()
    const at = new Date(here.server.clock.now()).toISOString()
    await here.server.deps.besideLog.append({
      what: 'part.erased',
      partId: erasedRef.partId,
      sha256: erasedRef.sha256,
      at,
    })
    const asked = here.asked(name)
    await here.restartWith(async () => {
      await rm(here.paths().parts, { recursive: true })
      await restoreBackup(asked)
    })
    const read = async (partId: string) =>
      (await here.officer.call({ url: `/api/parts/${partId}?size=original` })).statusCode
    expect([await read(keptRef.partId), await read(erasedRef.partId)]).toEqual([200, 410])
  })
})
