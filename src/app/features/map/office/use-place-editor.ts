import * as L from 'leaflet'
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Point } from '../../../../domain/place/point.ts'
import type { School } from '../../../../domain/place/school.ts'
import { createMapStage, showPlaces, type MapStage } from '../map-stage.ts'
import { readPalette, type Palette } from '../palette.ts'
import { usePlaceTexts } from './place-texts.ts'
import { createRingEditor } from './ring-editor.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

export interface PlaceEditor {
  readonly stage: ShallowRef<MapStage | null>
  readonly palette: ShallowRef<Palette | null>
  /** The school as it is on the map; null while none is chosen. */
  readonly school: ShallowRef<School | null>
  readonly isDrawing: Ref<boolean>
  open(school: School): void
  setPerimeter(ring: readonly LatLng[]): void
}

const plain = ({ lat, lng }: L.LatLng): LatLng => ({ lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) })

function placeMarker(at: LatLng, words: string, className: string, onMoved: (at: LatLng) => void): L.Marker {
  // What is seen is smaller (places.css): a thumb needs 44 px.
  const icon = L.divIcon({ className, iconSize: [44, 44] })
  const marker = L.marker(at, { icon, draggable: true, autoPan: true, title: words, alt: words })
  marker.bindTooltip(words, { permanent: true, direction: 'top', offset: [0, -10], className: 'post-name' })
  return marker.on('dragend', () => onMoved(plain(marker.getLatLng())))
}

/** One school on the map: its own place, its posts and its perimeter, all of which can be moved. */
export function usePlaceEditor(place: Readonly<Ref<HTMLElement | null>>): PlaceEditor {
  const t = usePlaceTexts()
  const stage = shallowRef<MapStage | null>(null)
  const palette = shallowRef<Palette | null>(null)
  const school = shallowRef<School | null>(null)
  const isDrawing = ref(false)
  let made: MapStage | null = null

  const change = (next: Partial<School>): void => {
    if (school.value) school.value = { ...school.value, ...next }
  }
  const setPerimeter = (ring: readonly LatLng[]): void => change({ perimeter: ring.map((corner) => ({ ...corner })) })

  function drawPlaces(group: L.LayerGroup, shown: School): void {
    group.clearLayers()
    group.addLayer(placeMarker(shown.point, t.school, 'place-school', (point) => change({ point })))
    shown.posts.forEach((post, index) => {
      const move = (point: LatLng): void =>
        change({ posts: shown.posts.map((each, at) => (at === index ? { ...each, point } : each)) })
      group.addLayer(placeMarker(post.point, post.name, 'place-post', move))
    })
  }

  onMounted(() => {
    if (!place.value) return
    const colours = readPalette(document.documentElement)
    const started = createMapStage(place.value)
    made = started
    const group = L.layerGroup().addTo(started.map)
    const editor = createRingEditor({
      stage: started,
      palette: colours,
      words: { corner: t.corner, between: t.between },
      onChange: setPerimeter,
    })
    started.map.on('click', ({ latlng }) => {
      if (isDrawing.value && school.value) setPerimeter([...school.value.perimeter, plain(latlng)])
    })
    watch([school, isDrawing], ([shown]) => {
      if (!shown) return
      drawPlaces(group, shown)
      editor.show(shown.perimeter, isDrawing.value)
    })
    palette.value = colours
    started.onceSized(() => (stage.value = started))
  })
  onBeforeUnmount(() => made?.remove())

  return {
    stage,
    palette,
    school,
    isDrawing,
    setPerimeter,
    open: (opened) => {
      isDrawing.value = false
      school.value = opened
      if (stage.value) showPlaces(stage.value, [opened.point, ...opened.perimeter])
    },
  }
}
