import * as L from 'leaflet'
import type { Point } from '../../../../domain/place/point.ts'
import type { MapStage } from '../map-stage.ts'

export interface LineLayer {
  show(points: readonly Pick<Point, 'lat' | 'lng'>[]): void
}

/** One line through places in their order, with a dot at each. */
export function createLineLayer(
  { map, canvas }: MapStage,
  { colour, dashed }: { readonly colour: string; readonly dashed: boolean },
): LineLayer {
  const group = L.layerGroup().addTo(map)
  return {
    show: (points) => {
      group.clearLayers()
      if (points.length === 0) return
      const dash = dashed ? { dashArray: '2 8' } : {}
      group.addLayer(
        L.polyline([...points], {
          renderer: canvas,
          interactive: false,
          color: colour,
          weight: 4,
          opacity: 0.7,
          ...dash,
        }),
      )
      for (const point of points)
        group.addLayer(
          L.circleMarker(point, { renderer: canvas, interactive: false, radius: 3, color: colour, fillOpacity: 1 }),
        )
    },
  }
}
