import * as L from 'leaflet'
import type { Fix } from '../../../../domain/place/point.ts'
import type { MapStage } from '../map-stage.ts'
import type { Palette } from '../palette.ts'

export interface HereLayer {
  show(fix: Fix | null): void
}

/** Where this phone is, and how far off that may be. */
export function createHereLayer({ map, canvas }: MapStage, palette: Palette): HereLayer {
  const group = L.layerGroup().addTo(map)
  return {
    show: (fix) => {
      group.clearLayers()
      if (!fix) return
      const style = { renderer: canvas, interactive: false, color: palette.brand } as const
      if (fix.accuracyM !== null)
        group.addLayer(L.circle(fix, { ...style, radius: fix.accuracyM, weight: 1, fillOpacity: 0.12 }))
      group.addLayer(
        L.circleMarker(fix, {
          ...style,
          color: palette.surface,
          radius: 8,
          weight: 3,
          fillColor: palette.brand,
          fillOpacity: 1,
        }),
      )
    },
  }
}
