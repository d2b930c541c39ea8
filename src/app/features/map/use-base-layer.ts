import type * as L from 'leaflet'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { createOfflineBase, createOnlineBase } from './layers/base-layer.ts'
import type { MapStage } from './map-stage.ts'
import type { Palette } from './palette.ts'
import type { BaseMapView } from './use-base-map.ts'

export type BaseKind = 'offline' | 'online'

export interface BaseLayer {
  /** What may be chosen now; with one or none there is no choice. */
  readonly kinds: ComputedRef<readonly BaseKind[]>
  readonly kind: Ref<BaseKind>
  /** Why there is no base, or not all of it; null while all is well. */
  readonly problem: ShallowRef<unknown>
}

/** What lies below: the archive on this phone, or the bureau's online map while somebody has chosen it. */
export function useBaseLayer(
  base: BaseMapView,
  stage: Readonly<ShallowRef<MapStage | null>>,
  palette: Readonly<ShallowRef<Palette | null>>,
): BaseLayer {
  const problem = shallowRef<unknown>(null)
  const chosen = ref<BaseKind | null>(null)
  const kinds = computed<readonly BaseKind[]>(() => [
    ...(base.state.value?.here ? (['offline'] as const) : []),
    ...(base.state.value?.online ? (['online'] as const) : []),
  ])
  const kind = computed({
    get: () => chosen.value ?? kinds.value[0] ?? 'offline',
    set: (next) => (chosen.value = next),
  })
  const archiveName = computed(() => base.state.value?.here?.sha256 ?? '')
  const onlineName = computed(() => base.state.value?.online?.urls.join() ?? '')
  let layer: L.Layer | null = null

  async function layerOf(colours: Palette): Promise<L.Layer | null> {
    if (kind.value === 'online') return base.state.value?.online ? createOnlineBase(base.state.value.online) : null
    const source = base.open()
    return source ? (await createOfflineBase(source, colours, (failure) => (problem.value = failure))).layer : null
  }

  async function put({ map }: MapStage, colours: Palette, isWanted: () => boolean): Promise<void> {
    try {
      const next = await layerOf(colours)
      if (!isWanted()) return
      layer?.remove()
      layer = next?.addTo(map) ?? null
    } catch (failure) {
      problem.value = failure
    }
  }

  watch(
    [stage, archiveName, onlineName, kind],
    ([made], _before, onCleanup) => {
      const colours = palette.value
      if (!made || !colours) return
      let isOver = false
      onCleanup(() => (isOver = true))
      problem.value = null
      void put(made, colours, () => !isOver)
    },
    { immediate: true },
  )
  return { kinds, kind, problem }
}
