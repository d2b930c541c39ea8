import { onUnmounted, shallowRef, type ShallowRef } from 'vue'
import type { SyncStatus } from '../../device/sync/sync-engine.ts'
import { usePerson } from './use-person.ts'

/** What the sync engine does now and how it ended last. */
export function useSyncStatus(): Readonly<ShallowRef<SyncStatus>> {
  const { sync } = usePerson()
  const status = shallowRef(sync.status())
  onUnmounted(sync.subscribe((next) => (status.value = next)))
  return status
}
