import { describe, test } from 'vitest'
import { createIndexedMapShelf } from '../../src/device/base-map/indexed-map-shelf.ts'
import { createEngine } from '../support/fresh-engine.ts'
import { mapShelfContract } from './map-shelf.contract.ts'

// Quick, for the logic; what real engines do is shown by tests/e2e/offline-map.spec.ts.
describe('the map’s shelf on fake-indexeddb', () => {
  for (const { name, run } of mapShelfContract) {
    test(name, async () => {
      const { indexedDB, IDBKeyRange } = createEngine()
      await run(() => createIndexedMapShelf({ indexedDB, IDBKeyRange }))
    })
  }
})
