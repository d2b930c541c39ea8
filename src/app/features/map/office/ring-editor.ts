import * as L from 'leaflet'
import type { Point } from '../../../../domain/place/point.ts'
import { fill } from '../../../texts/text.ts'
import type { MapStage } from '../map-stage.ts'
import type { Palette } from '../palette.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

export interface RingEditor {
  /** Draws the ring; corners can be moved unless somebody is drawing a new one. */
  show(ring: readonly LatLng[], isDrawing: boolean): void
}

interface RingEditorParts {
  readonly stage: MapStage
  readonly palette: Palette
  readonly words: { readonly corner: string; readonly between: string }
  onChange(ring: readonly LatLng[]): void
}

const metresPerDegree = 111_320
/** By the arrow keys, in metres east and north. */
const stepsM: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

const plain = ({ lat, lng }: L.LatLng): LatLng => ({ lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) })
const replaced = (ring: readonly LatLng[], at: number, count: number, ...corners: LatLng[]): readonly LatLng[] => [
  ...ring.slice(0, at),
  ...corners,
  ...ring.slice(at + count),
]

function movedByKey({ lat, lng }: LatLng, key: string): LatLng | null {
  const step = stepsM[key]
  if (!step) return null
  const [east, north] = step
  return {
    lat: lat + north / metresPerDegree,
    lng: lng + east / (metresPerDegree * Math.cos((lat * Math.PI) / 180)),
  }
}

const handle = (at: LatLng, className: string, title: string): L.Marker =>
  L.marker(at, {
    // What is seen is smaller (places.css): a thumb needs 44 px.
    icon: L.divIcon({ className, iconSize: [44, 44] }),
    draggable: true,
    autoPan: true,
    title,
    alt: title,
  })

/** A perimeter whose corners are moved by mouse, finger or keys. */
export function createRingEditor({ stage, palette, words, onChange }: RingEditorParts): RingEditor {
  const group = L.layerGroup().addTo(stage.map)
  let current: readonly LatLng[] = []

  function cornerAt(corner: LatLng, index: number): L.Marker {
    const marker = handle(corner, 'corner', fill(words.corner, { n: index + 1 }))
    marker.on('dragend', () => onChange(replaced(current, index, 1, plain(marker.getLatLng()))))
    marker.on('contextmenu', () => onChange(replaced(current, index, 1)))
    marker.on('keydown', ({ originalEvent: { key } }) => {
      const moved = movedByKey(corner, key)
      if (moved) onChange(replaced(current, index, 1, moved))
      else if (key === 'Delete' || key === 'Backspace') onChange(replaced(current, index, 1))
    })
    return marker
  }

  function betweenAt(from: LatLng, to: LatLng, index: number): L.Marker {
    const middle = { lat: (from.lat + to.lat) / 2, lng: (from.lng + to.lng) / 2 }
    const marker = handle(middle, 'between', fill(words.between, { n: index + 1 }))
    marker.on('dragend', () => onChange(replaced(current, index + 1, 0, plain(marker.getLatLng()))))
    return marker
  }

  /** The corner that keys have moved is drawn anew: it keeps the keys. */
  const focused = (): number => {
    const handles = [...stage.map.getContainer().querySelectorAll('.corner')]
    return handles.indexOf(document.activeElement as Element)
  }

  return {
    show: (ring, isDrawing) => {
      const kept = focused()
      current = ring
      group.clearLayers()
      const style = { renderer: stage.canvas, color: palette.brand, weight: 3, interactive: false }
      group.addLayer(isDrawing ? L.polyline([...ring], style) : L.polygon([...ring], { ...style, fillOpacity: 0.1 }))
      ring.forEach((corner, index) => {
        const next = ring[(index + 1) % ring.length]
        if (!isDrawing && next && ring.length > 1) group.addLayer(betweenAt(corner, next, index))
      })
      const corners = ring.map(cornerAt)
      for (const corner of corners) group.addLayer(corner)
      if (kept >= 0) corners[Math.min(kept, corners.length - 1)]?.getElement()?.focus()
    },
  }
}
