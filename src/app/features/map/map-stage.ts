import * as L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import type { Point } from '../../../domain/place/point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** A thumb is 44 px wide and a mark 16. */
const touchTolerancePx = 14
/** Where there is nothing to look at: China. */
const farView: L.LatLngTuple = [35, 105]
const farZoom = 4
export const streetZoom = 17
/** Where a shop can be told from its neighbours, and every sign stands alone. */
export const pinZoom = 18

/** A map on the page with the one canvas that everything is drawn on. Plain objects: a proxy around them breaks zooming. */
export interface MapStage {
  readonly map: L.Map
  readonly canvas: L.Canvas
  /** Calls back once the place has a size: a screen is drawn off the page first, where it has none. */
  onceSized(callback: () => void): void
  /** Ends everything that runs for it. */
  remove(): void
}

/** Without a view yet: to draw one that the next moment replaces would cost a slow phone as much as the real one. */
export function createMapStage(place: HTMLElement): MapStage {
  const map = L.map(place, {
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
  const waiting: (() => void)[] = []
  // The place changes its size when the list opens beside it and when a phone is turned.
  const sizes = new ResizeObserver(() => {
    map.invalidateSize({ pan: false })
    if (place.clientHeight > 0) for (const callback of waiting.splice(0)) callback()
  })
  sizes.observe(place)
  return {
    map,
    canvas,
    onceSized: (callback) => {
      if (place.clientHeight > 0) callback()
      else waiting.push(callback)
    },
    remove: () => {
      sizes.disconnect()
      map.remove()
    },
  }
}

/** Goes to these places, so that all of them are seen; to the whole country where there are none. */
export function showPlaces({ map }: Pick<MapStage, 'map'>, places: readonly LatLng[]): void {
  const [first] = places
  if (!first) map.setView(farView, farZoom, { animate: false })
  else if (places.length === 1) map.setView(first, streetZoom, { animate: false })
  else map.fitBounds(L.latLngBounds([...places]), { animate: false, padding: [16, 16], maxZoom: streetZoom })
}
