import { onBeforeUnmount, onMounted, reactive, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SubjectId } from '../../../domain/ids.ts'
import { createCaseLayer } from './layers/case-layer.ts'
import { createHereLayer } from './layers/here-layer.ts'
import { createLineLayer } from './layers/line-layer.ts'
import { createSchoolLayer } from './layers/school-layer.ts'
import { createSignLayer } from './layers/sign-layer.ts'
import { createMapStage, showPlaces, type MapStage } from './map-stage.ts'
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
    [data.walk, () => shown.walk],
    () => walk.show(shown.walk ? data.walk.value.map(({ attributes }) => attributes.point) : []),
    { immediate: true },
  )
  const track = createLineLayer(stage, { colour: palette.green, dashed: true })
  watch([data.track, () => shown.track], () => track.show(shown.track ? data.track.value : []), { immediate: true })
  const here = createHereLayer(stage, palette)
  watch(data.here, (fix) => here.show(fix), { immediate: true })
}

/** The first look: where one stands, else the schools that one works at. A person who has moved the map keeps their view. */
function lookAround(data: MapData, stage: MapStage): void {
  let isMoved = false
  stage.map.on('dragstart zoomstart', () => (isMoved = true))
  watch(
    [data.here, data.schools],
    () => {
      const places = data.here.value ? [data.here.value] : (data.schools.value ?? []).map(({ point }) => point)
      if (isMoved || places.length === 0) return
      showPlaces(stage, places)
      isMoved = data.here.value !== null
    },
    { immediate: true },
  )
}

/** Puts the map on the page and keeps its layers at what the phone knows. */
export function useMapLayers(data: MapData, place: Readonly<Ref<HTMLElement | null>>): MapLayers {
  const stage = shallowRef<MapStage | null>(null)
  const palette = shallowRef<Palette | null>(null)
  const selected = shallowRef<Selection | null>(null)
  const shown = reactive({ signs: true, cases: true, schools: true, walk: false, track: false })

  onMounted(() => {
    if (!place.value) return
    const colours = readPalette(document.documentElement)
    const made = createMapStage(place.value)
    lookAround(data, made)
    const drawn = { stage: made, palette: colours, selected, shown }
    drawPlaces(data, drawn)
    drawCases(data, drawn)
    drawSigns(data, drawn)
    palette.value = colours
    stage.value = made
  })
  onBeforeUnmount(() => stage.value?.remove())
  return { stage, palette, shown, selected }
}
