import { watch } from 'vue'
import { createFirstLook } from './first-look.ts'
import { showPlaces, type MapStage } from './map-stage.ts'
import type { MapData } from './use-map-data.ts'

/** The first look: where one stands, else the schools that one works at. A person who has moved the map keeps their view. */
export function lookAround({ here, schools }: Pick<MapData, 'here' | 'schools'>, stage: Pick<MapStage, 'map'>): void {
  const look = createFirstLook(stage.map, () =>
    showPlaces(stage, here.value ? [here.value] : (schools.value ?? []).map(({ point }) => point)),
  )
  let isSettled = false
  watch(
    [here, schools],
    () => {
      if (isSettled || (here.value === null && schools.value === null)) return
      look()
      isSettled = here.value !== null
    },
    { immediate: true },
  )
}
