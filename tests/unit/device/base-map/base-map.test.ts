import { createHash } from 'node:crypto'
import { PMTiles } from 'pmtiles'
import { beforeEach, describe, expect, test } from 'vitest'
import { createBaseMap } from '../../../../src/device/base-map/create-base-map.ts'
import type { BaseMap } from '../../../../src/device/base-map/base-map.ts'
import type { MapShelf } from '../../../../src/device/base-map/map-shelf.ts'
import { DeviceProblem } from '../../../../src/device/device-problem.ts'
import type { HttpClient } from '../../../../src/device/http/http-client.ts'
import { createDigest } from '../../../../src/device/journal/digest.ts'
import type { Sha256 } from '../../../../src/domain/ids.ts'
import type { BaseMapResponse } from '../../../../src/protocol/base-map.ts'
import { wireLimits } from '../../../../src/protocol/limits.ts'
import { pictureArchive } from '../../../support/archive-maker.ts'

const { mapPieceBytes } = wireLimits
const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256

/** A readable archive with `pieces` pieces; what follows the tiles is nobody's. */
const archiveOf = (pieces: number, seed = 0): Buffer =>
  Buffer.concat([pictureArchive(seed), Buffer.alloc((pieces - 1) * mapPieceBytes, seed + 1)])

function memoryShelf(): MapShelf & { readonly files: Map<string, ArrayBuffer> } {
  const files = new Map<string, ArrayBuffer>()
  return {
    files,
    names: async () => [...files.keys()],
    read: async (name, part) => {
      const bytes = files.get(name)
      if (!bytes) return null
      return part ? bytes.slice(part.from, part.from + part.length) : bytes
    },
    write: async (name, bytes) => void files.set(name, bytes),
    remove: async (name) => void files.delete(name),
  }
}

/** A server with one map, behind a line that can be cut. */
function createLine() {
  const line = {
    archive: archiveOf(1),
    fetched: [] as number[],
    failAt: -1,
    damageAt: -1,
    describe: (): BaseMapResponse => ({
      archive: {
        sha256: hashOf(line.archive),
        sizeBytes: line.archive.length,
        name: '示例县',
        tiles: 'png',
        pieces: Array.from({ length: Math.ceil(line.archive.length / mapPieceBytes) }, (_, index) =>
          hashOf(line.archive.subarray(index * mapPieceBytes, (index + 1) * mapPieceBytes)),
        ),
        publishedAt: '2026-11-20T00:00:00.000Z',
      },
      online: null,
    }),
    fetchRange: async (_sha256: Sha256, from: number, to: number): Promise<ArrayBuffer> => {
      const index = from / mapPieceBytes
      if (index === line.failAt) throw new DeviceProblem('network/unreachable')
      line.fetched.push(index)
      const bytes = Uint8Array.from(line.archive.subarray(from, to))
      if (index === line.damageAt) bytes[0] = 255 - (bytes[0] ?? 0)
      return bytes.buffer
    },
  }
  return line
}

let line: ReturnType<typeof createLine>
let shelf: ReturnType<typeof memoryShelf>
const digest = createDigest(crypto.subtle)

const open = (): Promise<BaseMap> =>
  createBaseMap({
    shelf,
    digest,
    fetchRange: (...asked) => line.fetchRange(...asked),
    http: { call: async () => line.describe() } as unknown as HttpClient,
  })

beforeEach(() => {
  line = createLine()
  shelf = memoryShelf()
})

describe('the offline map of a device', () => {
  test('is fetched once, and read tile by tile by a window that opens later', async () => {
    await (await open()).refresh()
    const later = await open()
    await later.refresh()
    expect(line.fetched).toEqual([0])
    const archive = new PMTiles(later.open()!)
    expect((await archive.getHeader()).maxZoom).toBe(1)
    expect((await archive.getZxy(1, 1, 1))?.data.byteLength).toBeGreaterThan(0)
  })

  test('[MAP-1] goes on after a cut with the pieces that have not come', async () => {
    line.archive = archiveOf(3)
    line.failAt = 1
    const first = await open()
    await first.refresh()
    expect(first.current()).toMatchObject({ here: null, isFetching: false, bytesHere: mapPieceBytes })
    expect(first.current().problem).toMatchObject({ code: 'network/unreachable' })
    line.failAt = -1
    const second = await open()
    await second.refresh()
    expect(line.fetched).toEqual([0, 1, 2])
    expect(second.current()).toMatchObject({ here: { name: '示例县' }, offered: null, problem: null })
  })

  test('[MAP-1] keeps no piece that does not hash to its name', async () => {
    line.damageAt = 0
    const map = await open()
    await map.refresh()
    expect(map.current().problem).toMatchObject({ code: 'map/piece-damaged' })
    expect([...shelf.files.keys()].filter((name) => name.includes('.0'))).toEqual([])
  })

  test('stays usable until the next one is here whole, and then makes room', async () => {
    const map = await open()
    await map.refresh()
    const before = map.current().here
    line.archive = archiveOf(2, 7)
    line.failAt = 1
    await map.refresh()
    expect(map.current().here).toEqual(before)
    expect((await map.open()!.getBytes(0, 7)).data.byteLength).toBe(7)
    line.failAt = -1
    await map.refresh()
    expect(map.current().here?.sha256).toBe(hashOf(line.archive))
    expect([...shelf.files.keys()].some((name) => name.startsWith(`${before?.sha256}`))).toBe(false)
  })

  test('that is large is not fetched over somebody’s own data without being asked for', async () => {
    line.archive = archiveOf(17)
    const map = await open()
    await map.refresh()
    expect([line.fetched, map.current().offered?.sizeBytes]).toEqual([[], line.archive.length])
    await map.refresh({ evenLarge: true })
    expect(map.current().here?.sizeBytes).toBe(line.archive.length)
  })

  test('of which the browser took a piece is fetched again, that piece alone', async () => {
    line.archive = archiveOf(3)
    await (await open()).refresh()
    shelf.files.delete(`${hashOf(line.archive)}.1`)
    line.fetched.length = 0
    const map = await open()
    expect(map.current().here).toBeNull()
    await map.refresh()
    expect(line.fetched).toEqual([1])
  })

  test('is asked for by one caller at a time, however many wait', async () => {
    let [now, most] = [0, 0]
    const describe = line.describe
    line.describe = () => {
      most = Math.max(most, (now += 1))
      return describe()
    }
    const map = await open()
    const ended = map.watch(({ isFetching }) => (now = isFetching ? now : 0))
    await Promise.all([map.refresh(), map.refresh(), map.refresh()])
    ended()
    expect([most, line.fetched]).toEqual([1, [0]])
  })
})
