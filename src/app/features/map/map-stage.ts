import * as L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import type { Point } from '../../../domain/place/point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** A thumb is 44 px wide and a mark 16. */
const touchTolerancePx = 14
/** Where there is nothing to look at yet: China. */
const farView: L.LatLngTuple = [35, 105]
const farZoom = 4
export const streetZoom = 17
/** Where a shop can be told from its neighbours, and every sign stands alone. */
export const pinZoom = 18

/** A map on the page with the one canvas that everything is drawn on. Plain objects: a proxy around them breaks zooming. */
export interface MapStage {
  readonly map: L.Map
  readonly canvas: L.Canvas
  /** Ends everything that runs for it. */
  remove(): void
}

export function createMapStage(place: HTMLElement): MapStage {
  const map = L.map(place, {
    center: farView,
    zoom: farZoom,
    maxZoom: 20,
    minZoom: 4,
    zoomControl: false,
    attributionControl: false,
    preferCanvas: true,
    fadeAnimation: false,
    keyboardPanDelta: 60,
  })
  L.control.attribution({ prefix: false, position: 'bottomleft' }).addTo(map)
  const canvas = L.canvas({ padding: 0.3, tolerance: touchTolerancePx })
  canvas.addTo(map)
  // The place changes its size when the list opens beside it and when a phone is turned.
  const sizes = new ResizeObserver(() => map.invalidateSize({ pan: false }))
  sizes.observe(place)
  return {
    map,
    canvas,
    remove: () => {
      sizes.disconnect()
      map.remove()
    },
  }
}

/** Goes to these places, so that all of them are seen; stays where it is without any. */
export function showPlaces({ map }: MapStage, places: readonly LatLng[]): void {
  const [first] = places
  if (!first) return
  if (places.length === 1) map.setView(first, streetZoom, { animate: false })
  else map.fitBounds(L.latLngBounds([...places]), { animate: false, padding: [16, 16], maxZoom: streetZoom })
}
