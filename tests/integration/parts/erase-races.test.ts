import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { eraseBytesAgain } from '../../../src/server/services/erasures-of-bytes.ts'
import { bytesGone } from '../../../src/server/services/bytes-gone.ts'
import { claimHeldMs, finishErasures } from '../../../src/server/services/finish-erasures.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { commitPart, putChunk, sha256Of, upload } from '../../support/pushed-entries.ts'
import { reportedPhotos, type Reported } from '../../support/reported-photos.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let photos: ReturnType<typeof reportedPhotos>

beforeEach(async () => {
  server = await createTestServer()
  photos = reportedPhotos(server)
  await server.addPerson('1001', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

const jpeg = (hue: number): Promise<Buffer> => drawnJpeg({ widthPx: 320, heightPx: 240, hue })
const erase = (...partIds: readonly PartId[]): Promise<void> => eraseParts(server.deps, partIds, 'order')

/** Does something in the middle of the next commit, when its bytes are joined and not yet linked. */
function betweenJoiningAndLinking(step: () => Promise<void>): void {
  const { derive } = server.deps.pictures
  const once = async (...given: Parameters<typeof derive>): ReturnType<typeof derive> => {
    Object.assign(server.deps.pictures, { derive })
    const drawn = await derive(...given)
    await step()
    return drawn
  }
  Object.assign(server.deps.pictures, { derive: once })
}

const problemOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code

describe('an erasure and an upload of the same bytes at once', () => {
  test('[SYNC-62] a photo that is erased between its arrival and its linking is not linked, and its file goes', async () => {
    const bytes = await jpeg(21)
    const { photo } = await photos.report(officer, bytes, false)
    await putChunk(officer, bytes, 0)
    betweenJoiningAndLinking(() => erase(photo.partId))
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    expect([await photos.stateOf(photo.partId), await photos.filesOf(bytes)]).toEqual(['erased', []])
    expect((await commitPart(officer, bytes)).json()).toMatchObject({ state: 'stored', readable: false })
    expect([await photos.stateOf(photo.partId), await photos.filesOf(bytes)]).toEqual(['erased', []])
  })

  test('[SYNC-63] a colleague’s record whose bytes an eraser takes away before they are linked is not said to have them; they come again', async () => {
    const bytes = await jpeg(22)
    await server.addPerson('1002', 'officer', 'squad-1')
    const colleague = await server.login('1002')
    const first = await photos.report(officer, bytes)
    const { photo } = await photos.report(colleague, bytes, false)
    await putChunk(colleague, bytes, 0)
    betweenJoiningAndLinking(() => erase(first.photo.partId))
    expect(problemOf(await commitPart(colleague, bytes))).toBe('store/unavailable')
    expect(await photos.stateOf(photo.partId)).toBe('expected')
    await upload(colleague, bytes)
    expect([await photos.stateOf(photo.partId), await photos.codeOf(colleague, photo.partId)]).toEqual([
      'stored',
      'shown',
    ])
  })

  test('[SYNC-63] while an eraser removes a file nobody links it; what was linked before its turn stays', async () => {
    const bytes = await jpeg(23)
    const first = await photos.report(officer, bytes)
    const { remove } = server.deps.partStore
    const answers: string[] = []
    const later: Reported[] = []
    Object.assign(server.deps.partStore, {
      remove: async (sha256: Parameters<typeof remove>[0]) => {
        later.push(await photos.report(officer, bytes, false))
        await putChunk(officer, bytes, 0)
        answers.push(problemOf(await commitPart(officer, bytes)))
        await remove(sha256)
      },
    })
    await erase(first.photo.partId)
    Object.assign(server.deps.partStore, { remove })
    const second = must(later[0], 'reported while the file went')
    expect([answers, await photos.stateOf(second.photo.partId)]).toEqual([['store/unavailable'], 'expected'])
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, second.photo.partId)).toBe('shown')
  })

  test('[SYNC-63] an eraser that is late finds the bytes linked again and leaves them', async () => {
    const bytes = await jpeg(24)
    const first = await photos.report(officer, bytes)
    const { store } = server.deps
    const { write } = store
    let second: Reported | null = null
    const lateWrite: typeof write = async (...given) => {
      const done = await write(...given)
      const waits = await store.read((db) =>
        db.selectFrom('erasure').select('part_id').where('bytes_gone', '=', 0).execute(),
      )
      if (waits.length === 0 || second !== null) return done
      // The erasure has just been committed; its eraser has claimed nothing yet.
      Object.assign(store, { write })
      second = await photos.report(officer, bytes)
      return done
    }
    Object.assign(store, { write: lateWrite })
    await erase(first.photo.partId)
    expect(await photos.codeOf(officer, must<Reported>(second, 'reported before the claim').photo.partId)).toBe('shown')
  })

  test('[SYNC-63] an eraser with an old list leaves what another has finished meanwhile: it may be here again', async () => {
    const [first, second] = [await jpeg(25), await jpeg(26)]
    const partIds = [await photos.report(officer, first), await photos.report(officer, second)].map(
      ({ photo }) => photo.partId,
    )
    const crashed = { ...server.deps.partStore, remove: () => Promise.reject(new Error('killed')) }
    await expect(eraseParts({ ...server.deps, partStore: crashed }, partIds, 'order')).rejects.toThrow('killed')
    server.clock.advance(claimHeldMs)
    const { remove } = server.deps.partStore
    const removed: Sha256[] = []
    const slow = {
      ...server.deps.partStore,
      remove: async (sha256: Sha256) => {
        removed.push(sha256)
        if (removed.length === 1) await finishErasures(server.deps)
        await remove(sha256)
      },
    }
    await finishErasures({ ...server.deps, partStore: slow })
    expect(removed).toHaveLength(1)
    expect([sha256Of(first), sha256Of(second)]).toContain(removed[0])
  })

  test('[SYNC-63] who is removing bytes is not overtaken by another eraser: what came between would go with them', async () => {
    const bytes = await jpeg(27)
    const first = await photos.report(officer, bytes)
    const later: Reported[] = []
    const { remove } = server.deps.partStore
    const slow = {
      ...server.deps.partStore,
      remove: async (sha256: Sha256) => {
        await finishErasures(server.deps)
        later.push(await photos.report(officer, bytes, false))
        await putChunk(officer, bytes, 0)
        await commitPart(officer, bytes)
        await remove(sha256)
      },
    }
    await eraseParts({ ...server.deps, partStore: slow }, [first.photo.partId], 'order')
    const { photo } = must(later[0], 'reported while the file went')
    expect(await photos.stateOf(photo.partId)).toBe('expected')
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, photo.partId)).toBe('shown')
  })

  test('[SYNC-63] bytes that were erased once more between their joining and their linking are not said to be here', async () => {
    const bytes = await jpeg(28)
    const first = await photos.report(officer, bytes)
    await erase(first.photo.partId)
    const { photo } = await photos.report(officer, bytes, false)
    await putChunk(officer, bytes, 0)
    // As another uploader does whose linking an erasure has crossed: done, waiting, and done again.
    betweenJoiningAndLinking(async () => {
      await server.deps.store.write((tx) => eraseBytesAgain(tx, sha256Of(bytes)))
      await finishErasures(server.deps)
    })
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, photo.partId)).toBe('shown')
  })
})

describe('an eraser that hangs until another has done its work', () => {
  /** The other one, and then the same picture for another record, as both may come within a quarter of an hour and a bit. */
  async function overtake(bytes: Buffer): Promise<Reported> {
    server.clock.advance(claimHeldMs)
    await finishErasures(server.deps)
    return photos.report(officer, bytes)
  }

  test('[SYNC-63] before it removes the bytes, takes nothing of what came meanwhile', async () => {
    const bytes = await jpeg(31)
    const first = await photos.report(officer, bytes)
    const { read } = server.deps.store
    const later: Reported[] = []
    const isClaimed = async (): Promise<boolean> =>
      (await read((db) => db.selectFrom('erasure').select('bytes_gone').execute())).some(
        (row) => row.bytes_gone === bytesGone.claimed,
      )
    const hanging: typeof read = async (job) => {
      if (later.length === 0 && (await isClaimed())) later.push(await overtake(bytes))
      return read(job)
    }
    const store = { ...server.deps.store, read: hanging }
    await eraseParts({ ...server.deps, store }, [first.photo.partId], 'order')
    const { photo } = must(later[0], 'reported while the eraser hung')
    expect(await photos.codeOf(officer, photo.partId)).toBe('shown')
  })

  test('[SYNC-63] while it removes them, leaves nobody with the word that they are here; they come again', async () => {
    const bytes = await jpeg(32)
    const first = await photos.report(officer, bytes)
    const { remove } = server.deps.partStore
    const later: Reported[] = []
    const hanging = {
      ...server.deps.partStore,
      remove: async (sha256: Sha256) => {
        later.push(await overtake(bytes))
        await remove(sha256)
      },
    }
    await eraseParts({ ...server.deps, partStore: hanging }, [first.photo.partId], 'order')
    const { photo } = must(later[0], 'reported while the eraser hung')
    expect(await photos.stateOf(photo.partId)).toBe('expected')
    await upload(officer, bytes)
    expect([await photos.stateOf(photo.partId), await photos.codeOf(officer, photo.partId)]).toEqual([
      'stored',
      'shown',
    ])
  })

  test('[SYNC-63] while it removes them, and finds them here all the same, changes nothing', async () => {
    const bytes = await jpeg(33)
    const first = await photos.report(officer, bytes)
    const { remove } = server.deps.partStore
    const later: Reported[] = []
    const answeredLate = {
      ...server.deps.partStore,
      remove: async (sha256: Sha256) => {
        await remove(sha256)
        later.push(await overtake(bytes))
      },
    }
    await eraseParts({ ...server.deps, partStore: answeredLate }, [first.photo.partId], 'order')
    expect(await photos.codeOf(officer, must(later[0], 'reported meanwhile').photo.partId)).toBe('shown')
  })
})

describe('a server that is killed while it removes bytes', () => {
  /** The record of a colleague's that has the same picture, whose bytes were never linked. */
  async function killedEraser(hue: number): Promise<{ readonly bytes: Buffer; readonly second: Reported }> {
    const bytes = await jpeg(hue)
    const first = await photos.report(officer, bytes)
    const killed = { ...server.deps.partStore, remove: () => Promise.reject(new Error('killed')) }
    const erasing = eraseParts({ ...server.deps, partStore: killed }, [first.photo.partId], 'order')
    await expect(erasing).rejects.toThrow('killed')
    const second = await photos.report(officer, bytes, false)
    await putChunk(officer, bytes, 0)
    return { bytes, second }
  }

  test('[SYNC-63] keeps nobody from sending them for longer than a removal may take', async () => {
    const { bytes, second } = await killedEraser(29)
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    server.clock.advance(claimHeldMs - 1)
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    server.clock.advance(1)
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, second.photo.partId)).toBe('shown')
  })

  test('[SYNC-63] and whose clock ran far ahead, is given that time from when its claim is met', async () => {
    const { bytes, second } = await killedEraser(34)
    const nextYear = new Date(server.clock.now() + 365 * 24 * 60 * 60 * 1000).toISOString()
    await server.deps.store.write((tx) => tx.updateTable('erasure').set({ claimed_at: nextYear }).execute())
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    server.clock.advance(claimHeldMs)
    await commitPart(officer, bytes)
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, second.photo.partId)).toBe('shown')
  })

  test('[SYNC-63] of an older build, which dates no claim, is given that time from when its claim is met', async () => {
    const { bytes, second } = await killedEraser(30)
    await server.deps.store.write((tx) => tx.updateTable('erasure').set({ claimed_at: null }).execute())
    server.clock.advance(claimHeldMs)
    expect(problemOf(await commitPart(officer, bytes))).toBe('store/unavailable')
    expect(await server.deps.store.read((db) => db.selectFrom('erasure').select('bytes_gone').execute())).toEqual([
      { bytes_gone: bytesGone.claimed },
    ])
    server.clock.advance(claimHeldMs)
    await commitPart(officer, bytes)
    await upload(officer, bytes)
    expect(await photos.codeOf(officer, second.photo.partId)).toBe('shown')
  })
})
