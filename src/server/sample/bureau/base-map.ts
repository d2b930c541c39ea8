import type { Feature, LineString, Point as PointShape, Polygon } from 'geojson'
import { must } from '../../../lib/must.ts'
import type { Point } from '../../../domain/place/point.ts'
import type { RoadClass } from '../../../domain/place/street.ts'
import { pointAt, ringAround } from './map.ts'
import { schools } from './schools.ts'
import { streets } from './streets.ts'

type Position = [lng: number, lat: number]
export type MapFeature = Feature<PointShape | LineString | Polygon>

const positionOf = ({ lng, lat }: Point): Position => [lng, lat]
const closed = (ring: readonly Point[]): Position[] => [...ring, must(ring[0], 'a ring has points')].map(positionOf)

/** As Protomaps names them, so that the phone draws this map by the same rules as a real extract. */
const roadKinds: Readonly<Record<RoadClass, string>> = {
  demonstration: 'major_road',
  main: 'major_road',
  secondary: 'minor_road',
  backStreet: 'path',
}

const polygon = (ring: readonly Point[], properties: object): MapFeature => ({
  type: 'Feature',
  properties: { ...properties },
  geometry: { type: 'Polygon', coordinates: [closed(ring)] },
})
const line = (points: readonly Position[], properties: object): MapFeature => ({
  type: 'Feature',
  properties: { ...properties },
  geometry: { type: 'LineString', coordinates: [...points] },
})

/** What lies around the made-up place, so that nobody walks off the map. */
export const sampleBounds = {
  southWest: pointAt(-2_500, -1_800),
  northEast: pointAt(2_500, 1_800),
} as const

const groundsRadiusM = 70

function wholeGround(): MapFeature {
  const { southWest, northEast } = sampleBounds
  const corners = [
    southWest,
    { lat: southWest.lat, lng: northEast.lng },
    northEast,
    { lat: northEast.lat, lng: southWest.lng },
  ]
  return polygon(corners, { kind: 'earth' })
}

/** A park and a canal: without them a stranger cannot tell a map from an empty page. */
const park = polygon(ringAround(-250, 700, 130, 16), { kind: 'park', name: '示例公园' })
const canal = line([pointAt(-2_500, -760), pointAt(-300, -740), pointAt(2_500, -780)].map(positionOf), {
  kind: 'river',
  name: '示例河',
})

const middleOf = (ring: readonly Point[]): Point => {
  const sum = ring.reduce((all, { lat, lng }) => ({ lat: all.lat + lat, lng: all.lng + lng }), { lat: 0, lng: 0 })
  return { lat: sum.lat / ring.length, lng: sum.lng / ring.length }
}

const groundsOf = (middle: Point): Point[] => {
  const origin = pointAt(0, 0)
  return ringAround(0, 0, groundsRadiusM, 8).map(({ lat, lng }) => ({
    lat: middle.lat + lat - origin.lat,
    lng: middle.lng + lng - origin.lng,
  }))
}

/** The sample bureau's own map, layer by layer. */
export const sampleMapLayers: Readonly<Record<string, readonly MapFeature[]>> = {
  earth: [wholeGround()],
  landuse: [park, ...schools.map((school) => polygon(groundsOf(school.point), { kind: 'school' }))],
  water: [canal],
  roads: streets.map((street) =>
    line(street.line.map(positionOf), { kind: roadKinds[street.roadClass], name: street.name }),
  ),
  boundaries: schools.map((school) =>
    line(closed(school.perimeter), { kind: 'perimeter', kind_detail: 8, name: `${school.name}周边` }),
  ),
  pois: schools.map((school) => ({
    type: 'Feature',
    properties: { kind: 'school', name: school.name, min_zoom: 14 },
    geometry: { type: 'Point', coordinates: positionOf(middleOf(school.perimeter)) },
  })),
}
