import * as L from 'leaflet'
import Supercluster from 'supercluster'
import type { SubjectId } from '../../../../domain/ids.ts'
import type { Point } from '../../../../domain/place/point.ts'
import { gradeRank, type Grade } from '../../../../domain/signage/grade.ts'
import type { MapStage } from '../map-stage.ts'
import type { Palette } from '../palette.ts'
import { gradeLook } from './grade-look.ts'
import { Mark } from './mark.ts'

export interface SignOnMap {
  readonly signId: SubjectId
  readonly point: Pick<Point, 'lat' | 'lng'>
  readonly grade: Grade | null
}

/** Signs nearer to each other than this on the screen are one number. */
const clusterRadiusPx = 56
/** From here on every sign stands alone: shops of a street are 5 m apart, which is 8 px. */
const separateFromZoom = 18
/** Elements cost a phone what marks on the canvas do not. A screen at 56 px apart holds fewer. */
const mostClusters = 500

interface SignProps {
  readonly sign: SignOnMap
}
interface ClusterProps {
  /** Of the worst sign inside; −1 where none was ever surveyed. */
  readonly worst: number
}
type Index = Supercluster<SignProps, ClusterProps>

const rankOf = (grade: Grade | null): number => (grade === null ? -1 : gradeRank(grade))

function indexOf(signs: readonly SignOnMap[]): Index {
  const index: Index = new Supercluster<SignProps, ClusterProps>({
    radius: clusterRadiusPx,
    maxZoom: separateFromZoom - 1,
    extent: 256,
    map: ({ sign }) => ({ worst: rankOf(sign.grade) }),
    // Written into by the library's own contract.
    reduce: (all, each) => Object.assign(all, { worst: Math.max(all.worst, each.worst) }),
  })
  return index.load(
    signs.map((sign) => ({
      type: 'Feature',
      properties: { sign },
      geometry: { type: 'Point', coordinates: [sign.point.lng, sign.point.lat] },
    })),
  )
}

function clusterMark(at: L.LatLngTuple, count: number, worst: number): L.Marker {
  const serious = gradeRank('SERIOUS')
  const look = worst >= gradeRank('MAJOR') ? 'major' : worst >= serious ? 'serious' : 'calm'
  const icon = L.divIcon({ className: `cluster ${look}`, html: String(count), iconSize: [44, 44] })
  // Not on the way of the tab key: the list beside the map names every sign.
  return L.marker(at, { icon, keyboard: false })
}

export interface SignLayer {
  show(signs: readonly SignOnMap[]): void
  select(signId: SubjectId | null): void
  setVisible(isVisible: boolean): void
}

interface SignLayerParts {
  readonly stage: MapStage
  readonly palette: Palette
  onSelect(signId: SubjectId): void
}

/** Signs by grade: shapes on the canvas, and numbers where they stand too close. */
export function createSignLayer({ stage: { map, canvas }, palette, onSelect }: SignLayerParts): SignLayer {
  const group = L.layerGroup().addTo(map)
  let index = indexOf([])
  let selected: SubjectId | null = null

  function markOf({ sign }: SignProps): L.Layer {
    const isSelected = sign.signId === selected
    const look = gradeLook(sign.grade, palette)
    const mark = new Mark(sign.point, { renderer: canvas, look, paper: palette.surface, radius: isSelected ? 13 : 9 })
    return mark.on('click', () => onSelect(sign.signId))
  }

  function draw(): void {
    const bounds = map.getBounds().pad(0.2)
    const box: [number, number, number, number] = [
      bounds.getWest(),
      bounds.getSouth(),
      bounds.getEast(),
      bounds.getNorth(),
    ]
    group.clearLayers()
    let clusters = 0
    for (const { properties, geometry } of index.getClusters(box, Math.round(map.getZoom()))) {
      if (!('cluster' in properties)) group.addLayer(markOf(properties))
      else if ((clusters += 1) <= mostClusters) {
        const [lng = 0, lat = 0] = geometry.coordinates
        const { cluster_id: id, point_count: count, worst } = properties
        const open = (): unknown => map.setView([lat, lng], index.getClusterExpansionZoom(id))
        group.addLayer(clusterMark([lat, lng], count, worst).on('click', open))
      }
    }
  }

  map.on('moveend', draw)
  return {
    show: (signs) => {
      index = indexOf(signs)
      draw()
    },
    select: (signId) => {
      selected = signId
      draw()
    },
    setVisible: (isVisible) => {
      if (isVisible) group.addTo(map)
      else group.remove()
    },
  }
}
