import { ref, watch, type Ref, type ShallowRef } from 'vue'
import { streetZoom, type MapStage } from './map-stage.ts'
import type { MapData } from './use-map-data.ts'

export interface Follow {
  readonly isFollowing: Readonly<Ref<boolean>>
  /** Goes to where one stands; a second tap stays with it until the map is dragged, or moved by its keys. */
  locate(): void
}

const panKeys: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

/** 我的位置, and 跟随. */
export function useFollow(data: Pick<MapData, 'here'>, stage: Readonly<ShallowRef<MapStage | null>>): Follow {
  const isFollowing = ref(false)
  let isAt = false

  function go(): void {
    const fix = data.here.value
    if (!fix || !stage.value) return
    const { map } = stage.value
    map.setView(fix, Math.max(map.getZoom(), streetZoom))
  }

  watch(data.here, () => isFollowing.value && go())
  function walkAway(): void {
    isAt = false
    isFollowing.value = false
  }
  watch(stage, (made) => {
    made?.map.on('dragstart', walkAway)
    made?.map.on('keydown', ({ originalEvent }) => panKeys.includes(originalEvent.key) && walkAway())
  })
  return {
    isFollowing,
    locate: () => {
      isFollowing.value = isAt && !isFollowing.value
      isAt = true
      go()
    },
  }
}
