import {
  getCurrentScope,
  onBeforeUnmount,
  onMounted,
  reactive,
  shallowRef,
  watch,
  type Ref,
  type ShallowRef,
} from 'vue'
import { must } from '../../../lib/must.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import { createCaseLayer } from './layers/case-layer.ts'
import { createHereLayer } from './layers/here-layer.ts'
import { createLineLayer } from './layers/line-layer.ts'
import { createSchoolLayer } from './layers/school-layer.ts'
import { createSignLayer } from './layers/sign-layer.ts'
import { lookAround } from './look-around.ts'
import { createMapStage, type MapStage } from './map-stage.ts'
import { readPalette, type Palette } from './palette.ts'
import type { MapData } from './use-map-data.ts'

export type LayerName = 'signs' | 'cases' | 'schools' | 'walk' | 'track'

/** What a person has tapped on, or chosen in the list. */
export type Selection = { readonly kind: 'sign' | 'case'; readonly id: SubjectId }

export interface MapLayers {
  readonly stage: ShallowRef<MapStage | null>
  readonly palette: ShallowRef<Palette | null>
  readonly shown: Record<LayerName, boolean>
  readonly selected: ShallowRef<Selection | null>
}

interface Drawn {
  readonly stage: MapStage
  readonly palette: Palette
  readonly selected: ShallowRef<Selection | null>
  readonly shown: Record<LayerName, boolean>
}

function drawSigns(data: MapData, { stage, palette, selected, shown }: Drawn): void {
  const layer = createSignLayer({ stage, palette, onSelect: (id) => (selected.value = { kind: 'sign', id }) })
  const toMap = () =>
    data.signs.value.map(({ signId, attributes, grade }) => ({ signId, point: attributes.point, grade }))
  watch(data.signs, () => layer.show(toMap()), { immediate: true })
  watch(selected, (now) => layer.select(now?.kind === 'sign' ? now.id : null))
  watch(
    () => shown.signs,
    (isShown) => layer.setVisible(isShown),
  )
}

function drawCases(data: MapData, { stage, palette, selected, shown }: Drawn): void {
  const layer = createCaseLayer(stage, palette, (id) => (selected.value = { kind: 'case', id }))
  const toMap = () => data.cases.value.map(({ state, point }) => ({ caseId: state.caseId, point }))
  watch(data.cases, () => layer.show(toMap()), { immediate: true })
  watch(
    () => shown.cases,
    (isShown) => layer.setVisible(isShown),
  )
}

function drawPlaces(data: MapData, { stage, palette, shown }: Drawn): void {
  const schools = createSchoolLayer(stage, palette)
  watch(data.schools, (all) => schools.show(all ?? []), { immediate: true })
  watch(
    () => shown.schools,
    (isShown) => schools.setVisible(isShown),
  )
  const walk = createLineLayer(stage, { colour: palette.brand, dashed: false })
  watch(
    () => (shown.walk ? data.walk.value : []),
    (signs) => walk.show(signs.map(({ attributes }) => attributes.point)),
  )
  const track = createLineLayer(stage, { colour: palette.green, dashed: true })
  watch(data.track, (points) => track.show(points))
  watch(
    () => shown.track,
    (isShown) => (data.isTracked.value = isShown),
  )
  const here = createHereLayer(stage, palette)
  watch(data.here, (fix) => here.show(fix), { immediate: true })
}

/** Puts the map on the page and keeps its layers at what the phone knows. */
export function useMapLayers(data: MapData, place: Readonly<Ref<HTMLElement | null>>): MapLayers {
  const stage = shallowRef<MapStage | null>(null)
  const palette = shallowRef<Palette | null>(null)
  const selected = shallowRef<Selection | null>(null)
  const shown = reactive({ signs: true, cases: true, schools: true, walk: false, track: false })

  const scope = must(getCurrentScope(), 'the map is part of a component')
  let made: MapStage | null = null

  onMounted(() => {
    if (!place.value) return
    const colours = readPalette(document.documentElement)
    const started = createMapStage(place.value)
    made = started
    palette.value = colours
    const draw = (): void => {
      const drawn = { stage: started, palette: colours, selected, shown }
      drawPlaces(data, drawn)
      drawCases(data, drawn)
      drawSigns(data, drawn)
      stage.value = started
    }
    started.map.whenReady(() => scope.run(draw))
    started.onceSized(() => scope.run(() => lookAround(data, started)))
  })
  onBeforeUnmount(() => made?.remove())
  return { stage, palette, shown, selected }
}
