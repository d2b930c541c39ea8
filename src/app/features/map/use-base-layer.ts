import type * as L from 'leaflet'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { createOfflineBase, createOnlineBase } from './layers/base-layer.ts'
import { useServices } from '../../composables/use-services.ts'
import type { MapStage } from './map-stage.ts'
import type { Palette } from './palette.ts'
import type { BaseMapView } from './use-base-map.ts'

export type BaseKind = 'offline' | 'online'

export interface BaseLayer {
  /** What may be chosen now; with one there is no choice. */
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
  const { firstLooks } = useServices()
  const problem = shallowRef<unknown>(null)
  const chosen = ref<BaseKind | null>(null)
  const kinds = computed<readonly BaseKind[]>(() => (base.state.value?.online ? ['offline', 'online'] : ['offline']))
  const kind = computed({
    // Each tile tells a host outside the bureau where somebody looks: also where there is no archive, a person chooses that.
    get: () => chosen.value ?? 'offline',
    set: (next) => (chosen.value = next),
  })
  const archiveName = computed(() => base.state.value?.here?.sha256 ?? '')
  const onlineName = computed(() => base.state.value?.online?.urls.join() ?? '')
  /** Made as soon as the archive is open, and put on the map once that has a size. */
  const layer = shallowRef<L.Layer | null>(null)
  // A cold start shows the map with what lies below, and leaves what else the app has to load for later.
  const looked = firstLooks.begin()

  function layerOf(colours: Palette): Promise<L.Layer | null> {
    const { online } = base.state.value ?? {}
    if (kind.value === 'online') return Promise.resolve(online ? createOnlineBase(online) : null)
    const source = base.open()
    const tell = (failure: unknown): void => {
      problem.value = failure
    }
    return source ? createOfflineBase(source, colours, tell).then((made) => made.layer) : Promise.resolve(null)
  }

  /** What else the app has to read waits until the ground is drawn, too. */
  function drawFirst(next: L.Layer, { map }: MapStage): void {
    if (kind.value === 'offline') next.once('load remove', firstLooks.begin())
    next.addTo(map)
  }

  async function make(colours: Palette, isWanted: () => boolean): Promise<void> {
    try {
      const made = await layerOf(colours)
      if (isWanted()) layer.value = made
    } catch (failure) {
      problem.value = failure
    } finally {
      looked()
    }
  }

  watch(
    [palette, () => base.state.value !== null, archiveName, onlineName, kind],
    ([colours, isOpen], _before, onCleanup) => {
      if (!colours || !isOpen) return
      let isOver = false
      onCleanup(() => (isOver = true))
      problem.value = null
      void make(colours, () => !isOver)
    },
    { immediate: true },
  )
  watch([stage, layer], ([ready, next], [, before]) => {
    if (before !== next) before?.remove()
    if (ready && next) drawFirst(next, ready)
  })
  onScopeDispose(looked)
  return { kinds, kind, problem }
}
