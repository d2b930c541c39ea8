import { describe, test } from 'vitest'
import { createEngine } from '../support/fresh-engine.ts'
import { deviceStorageContract } from './device-storage.contract.ts'

// Quick, for the logic; what real engines do is shown by tests/e2e/device-storage.spec.ts.
describe('device storage on fake-indexeddb', () => {
  for (const { name, run } of deviceStorageContract) test(name, () => run(createEngine()))
})
