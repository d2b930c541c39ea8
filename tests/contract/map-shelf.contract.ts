import type { MapShelf } from '../../src/device/base-map/map-shelf.ts'

/**
 * What holds the offline map on every engine.
 *
 * Imports no test runner: the same list runs under vitest on fake-indexeddb and, bundled, inside the page of a real browser.
 */
export interface ShelfPromise {
  readonly name: string
  run(open: () => MapShelf): Promise<void>
}

const bytesOf = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer
const valuesOf = (bytes: ArrayBuffer | null): readonly number[] | null => bytes && [...new Uint8Array(bytes)]

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: expected ${right}, found ${left}`)
}

async function empty(shelf: MapShelf): Promise<void> {
  for (const name of await shelf.names()) await shelf.remove(name)
}

export const mapShelfContract: readonly ShelfPromise[] = [
  {
    name: 'what was written is read back by a window that opens later',
    run: async (open) => {
      await empty(open())
      await open().write('map.0', bytesOf(1, 2, 3))
      await open().write('map.1', bytesOf(4))
      const later = open()
      assertEqual([...(await later.names())].sort(), ['map.0', 'map.1'], 'names')
      assertEqual(valuesOf(await later.read('map.0')), [1, 2, 3], 'bytes')
    },
  },
  {
    name: 'a part is read alone, and is cut at the end',
    run: async (open) => {
      const shelf = open()
      await shelf.write('map.0', bytesOf(0, 1, 2, 3, 4))
      assertEqual(valuesOf(await shelf.read('map.0', { from: 1, length: 2 })), [1, 2], 'middle')
      assertEqual(valuesOf(await shelf.read('map.0', { from: 3, length: 9 })), [3, 4], 'end')
    },
  },
  {
    name: 'a name that is written again holds the new bytes alone',
    run: async (open) => {
      const shelf = open()
      await shelf.write('map.0', bytesOf(1, 2, 3))
      await shelf.write('map.0', bytesOf(9))
      assertEqual(valuesOf(await shelf.read('map.0')), [9], 'bytes')
    },
  },
  {
    name: 'what was removed, and what never was, is nothing',
    run: async (open) => {
      const shelf = open()
      await shelf.write('map.0', bytesOf(1))
      await shelf.remove('map.0')
      await shelf.remove('map.0')
      assertEqual(valuesOf(await shelf.read('map.0')), null, 'bytes')
      assertEqual((await shelf.names()).includes('map.0'), false, 'named')
    },
  },
]
