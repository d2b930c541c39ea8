import { watch } from 'vue'
import type { AppServices, PersonServices } from './services.ts'

/** Calls once a pass has gone well and none runs: records and photos have the line for themselves until then. */
function onceSynced({ sync }: PersonServices, work: () => void): () => void {
  const stop = sync.subscribe(({ now, last }) => {
    if (now.phase !== 'idle' || last.health !== 'ok') return
    stop()
    work()
  })
  return stop
}

/**
 * Fetches the offline map for whoever works here, behind what they have recorded.
 *
 * Who works in the street needs it before the network is gone; what goes wrong is told where the map is.
 */
export function fetchBaseMapBehindRecords(services: Pick<AppServices, 'person' | 'baseMap'>): void {
  const fetch = async (): Promise<void> => (await services.baseMap()).refresh()
  watch(
    services.person,
    (person, _before, onCleanup) => {
      if (person) onCleanup(onceSynced(person, () => void fetch().catch(() => undefined)))
    },
    { immediate: true },
  )
}
