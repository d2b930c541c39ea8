import * as L from 'leaflet'
import type { SubjectId } from '../../../../domain/ids.ts'
import type { Point } from '../../../../domain/place/point.ts'
import type { MapStage } from '../map-stage.ts'
import type { Palette } from '../palette.ts'
import { Mark } from './mark.ts'

export interface CaseOnMap {
  readonly caseId: SubjectId
  readonly point: Pick<Point, 'lat' | 'lng'>
}

export interface CaseLayer {
  show(cases: readonly CaseOnMap[]): void
  setVisible(isVisible: boolean): void
}

/** 未结问题, each a mark with an exclamation mark. */
export function createCaseLayer(
  { map, canvas }: MapStage,
  palette: Palette,
  onSelect: (caseId: SubjectId) => void,
): CaseLayer {
  const group = L.layerGroup().addTo(map)
  const look = { shape: 'diamond', colour: palette.red, glyph: '!' } as const
  return {
    show: (cases) => {
      group.clearLayers()
      for (const { caseId, point } of cases) {
        const mark = new Mark(point, { renderer: canvas, look, paper: palette.surface, radius: 9 })
        group.addLayer(mark.on('click', () => onSelect(caseId)))
      }
    },
    setVisible: (isVisible) => {
      if (isVisible) group.addTo(map)
      else group.remove()
    },
  }
}
