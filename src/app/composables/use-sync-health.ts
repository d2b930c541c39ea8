import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { SyncHealth } from '../../device/sync/sync-engine.ts'
import { useServices } from './use-services.ts'

/** How the last contact of whoever is signed in ended; for frames that stand before and after a sign-in. */
export function useSyncHealth(): Readonly<ShallowRef<SyncHealth>> {
  const { person } = useServices()
  const health = shallowRef<SyncHealth>({ health: 'never' })
  let end: (() => void) | undefined
  watch(
    person,
    (current) => {
      end?.()
      health.value = current?.sync.status().last ?? { health: 'never' }
      end = current?.sync.subscribe((status) => (health.value = status.last))
    },
    { immediate: true },
  )
  onScopeDispose(() => end?.())
  return health
}
