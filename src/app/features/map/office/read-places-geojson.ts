import * as v from 'valibot'
import type { PlaceRow } from '../../../../domain/place/place-row.ts'

const Position = v.pipe(
  v.array(v.number()),
  v.minLength(2),
  v.transform(([lng = 0, lat = 0]) => ({ lat, lng })),
)
const Ring = v.array(Position)
const Geometry = v.variant('type', [
  v.looseObject({ type: v.literal('Point'), coordinates: Position }),
  v.looseObject({ type: v.literal('Polygon'), coordinates: v.array(Ring) }),
  v.looseObject({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(Ring)) }),
])
const Collection = v.looseObject({
  type: v.literal('FeatureCollection'),
  features: v.array(
    v.looseObject({
      properties: v.nullish(v.record(v.string(), v.unknown()), {}),
      geometry: v.nullish(v.unknown(), null),
    }),
  ),
})
const Text = v.pipe(v.string(), v.parseJson(), Collection)

/** By the first of these names that a feature has. */
const names = {
  school: ['学校', '学校名称', 'school', 'name', '名称'],
  post: ['岗位', '校门', 'post', 'gate'],
  radius: ['半径', 'radiusM', 'radius'],
} as const

const textOf = (properties: Readonly<Record<string, unknown>> | null, wanted: readonly string[]): string => {
  const value = wanted.map((name) => properties?.[name]).find((each) => each !== undefined && each !== null)
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

/** GeoJSON says a ring's first corner twice. */
function openRing(ring: v.InferOutput<typeof Ring>): v.InferOutput<typeof Ring> {
  const [first, last] = [ring[0], ring[ring.length - 1]]
  return ring.length > 1 && first?.lat === last?.lat && first?.lng === last?.lng ? ring.slice(0, -1) : ring
}

function shapeOf(geometry: unknown): PlaceRow['shape'] {
  const read = v.safeParse(Geometry, geometry)
  if (!read.success) return null
  const { output } = read
  if (output.type === 'Point') return { kind: 'point', at: output.coordinates }
  // A perimeter is one piece; of several nobody can say which is meant.
  const rings =
    output.type === 'Polygon' ? output.coordinates : output.coordinates.length === 1 ? output.coordinates[0] : []
  const outer = rings?.[0]
  return outer ? { kind: 'ring', ring: openRing(outer) } : null
}

/** Reads schools, posts and perimeters out of GeoJSON; null where it is none. */
export function readPlacesGeojson(text: string): readonly PlaceRow[] | null {
  const read = v.safeParse(Text, text)
  if (!read.success) return null
  return read.output.features.map(({ properties, geometry }, index) => {
    const radius = textOf(properties, names.radius)
    return {
      line: index + 1,
      school: textOf(properties, names.school),
      post: textOf(properties, names.post),
      shape: shapeOf(geometry),
      radiusM: radius === '' ? null : Number(radius),
    }
  })
}
