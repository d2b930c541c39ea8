import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { BaseMap, BaseMapState } from '../../../device/base-map/base-map.ts'
import { useServices } from '../../composables/use-services.ts'

export interface BaseMapView {
  /** Null until the shelf is open. */
  readonly state: Readonly<ShallowRef<BaseMapState | null>>
  readonly open: BaseMap['open']
  download(): void
}

/** The offline map as it is on this phone, asked for again when its screen opens. */
export function useBaseMap(): BaseMapView {
  const { baseMap, problems } = useServices()
  const state = shallowRef<BaseMapState | null>(null)
  let opened: BaseMap | null = null
  let isEnded = false
  let end = (): void => undefined

  async function start(): Promise<void> {
    opened = await baseMap()
    if (isEnded) return
    state.value = opened.current()
    const unwatch = opened.watch((next) => (state.value = next))
    end = () => void unwatch()
    await opened.refresh()
  }

  start().catch(problems.tell)
  onScopeDispose(() => {
    isEnded = true
    end()
  })
  return {
    state,
    open: () => opened?.open() ?? null,
    download: () => void opened?.refresh({ evenLarge: true }),
  }
}
