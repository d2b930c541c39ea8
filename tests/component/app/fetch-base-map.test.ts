import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { fetchBaseMapBehindRecords } from '../../../src/app/fetch-base-map.ts'
import type { AppServices, PersonServices } from '../../../src/app/services.ts'
import type { SyncStatus } from '../../../src/device/sync/sync-engine.ts'

type Listener = (status: SyncStatus) => void

let listeners: Set<Listener>
let refresh: () => Promise<void>

const someone = (): PersonServices =>
  ({
    sync: {
      subscribe: (listener: Listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }) as unknown as PersonServices

const tell = (status: SyncStatus): void => listeners.forEach((listener) => listener(status))
const synced: SyncStatus = { now: { phase: 'idle' }, last: { health: 'ok', atMs: 1 } }

function begin(person: PersonServices | null) {
  const services = { person: shallowRef(person), baseMap: async () => ({ refresh }) }
  fetchBaseMapBehindRecords(services as unknown as AppServices)
  return services.person
}

beforeEach(() => {
  listeners = new Set()
  refresh = vi.fn(async () => undefined)
})

test('the map waits until records and photos have gone', async () => {
  begin(someone())
  tell({ now: { phase: 'sendingParts', sentBytes: 1, totalBytes: 2 }, last: { health: 'ok', atMs: 1 } })
  tell({ now: { phase: 'idle' }, last: { health: 'offline', sinceMs: 1, code: 'network/unreachable' } })
  await nextTick()
  expect(refresh).not.toHaveBeenCalled()
  tell(synced)
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledTimes(1))
  tell(synced)
  expect(listeners.size).toBe(0)
})

test('nothing is fetched for nobody, and once for whoever signs in later', async () => {
  const person = begin(null)
  expect(listeners.size).toBe(0)
  person.value = someone()
  await nextTick()
  tell(synced)
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledTimes(1))
})

test('whoever signs out before that has it fetched no more', async () => {
  const person = begin(someone())
  person.value = null
  await nextTick()
  expect(listeners.size).toBe(0)
})
