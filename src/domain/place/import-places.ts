import type { PostId } from '../ids.ts'
import { roundedPoint, shiftM, toWgs84, type CoordinateSystem } from './coordinate-system.ts'
import { distanceM } from './distance.ts'
import type { FaultyRow, PlaceRow, RowFault } from './place-row.ts'
import type { Point } from './point.ts'
import type { Post, School } from './school.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

export interface ImportedPlaces {
  /** Schools as they would be, each with everything that the file says of it. Only those that change. */
  readonly changed: readonly School[]
  readonly faulty: readonly FaultyRow[]
  /** What was done to the coordinates that were understood. */
  readonly converted: { readonly points: number; readonly meanShiftM: number }
}

/** The mainland with its islands, roughly: a coordinate elsewhere has a digit too few or is of another country. */
const china = { south: 3, north: 54, west: 73, east: 136 } as const
const isInChina = ({ lat, lng }: LatLng): boolean =>
  lat >= china.south && lat <= china.north && lng >= china.west && lng <= china.east
/** A post stands at its school, and a perimeter lies around it: farther off than this it is another's, or of another system. */
const mostFromSchoolM = 3_000
/** As a post's form allows (src/domain/place/school.ts). */
const radiusRange = { least: 30, most: 300, standard: 100 } as const
/** A ring of more corners was traced by a machine; a phone draws all of them. */
const mostCorners = 500

const pointsOf = (row: PlaceRow): readonly LatLng[] =>
  row.shape === null ? [] : row.shape.kind === 'point' ? [row.shape.at] : row.shape.ring

function faultOfPoint(point: LatLng): RowFault | null {
  const isOnEarth = Math.abs(point.lat) <= 90 && Math.abs(point.lng) <= 180
  if (isOnEarth && isInChina(point)) return null
  if (isInChina({ lat: point.lng, lng: point.lat })) return 'swapped'
  return isOnEarth ? 'outsideChina' : 'notOnEarth'
}

function faultOf(row: PlaceRow, namesakes: number): RowFault | null {
  if (row.school === '') return 'noSchool'
  if (namesakes === 0) return 'unknownSchool'
  if (namesakes > 1) return 'ambiguous'
  if (row.shape === null) return 'noCoordinates'
  if (row.radiusM !== null && !(row.radiusM >= radiusRange.least && row.radiusM <= radiusRange.most)) return 'badRadius'
  if (row.shape.kind === 'ring' && (row.shape.ring.length < 3 || row.shape.ring.length > mostCorners))
    return 'tooFewCorners'
  return (
    pointsOf(row)
      .map(faultOfPoint)
      .find((fault) => fault !== null) ?? null
  )
}

/** Two rows about the same thing contradict each other: neither is taken for the right one. */
const subjectOf = (row: PlaceRow): string => `${row.school}/${row.post}/${row.shape?.kind ?? ''}`

/** The first that no post of the school has: one in the middle may have been taken away. */
function freePostId(school: School): PostId {
  const taken = new Set<string>(school.posts.map(({ id }) => id))
  let number = 1
  while (taken.has(`${school.id}-post-${number}`)) number += 1
  return `${school.id}-post-${number}` as PostId
}

function placePost(school: School, name: string, point: LatLng, radiusM: number | null): School {
  const known = school.posts.find((post) => post.name === name)
  const post: Post = {
    ...(known ?? { id: freePostId(school), name, radiusM: radiusRange.standard }),
    point,
    ...(radiusM === null ? {} : { radiusM }),
  }
  const posts = known ? school.posts.map((each) => (each === known ? post : each)) : [...school.posts, post]
  return { ...school, posts }
}

/** Posts and perimeter go along with their school: where they lie to it was drawn by somebody. */
function moveSchool(school: School, point: LatLng): School {
  const along = <P extends LatLng>(each: P): P => ({
    ...each,
    ...roundedPoint({ lat: each.lat + point.lat - school.point.lat, lng: each.lng + point.lng - school.point.lng }),
  })
  return {
    ...school,
    point,
    posts: school.posts.map((post) => ({ ...post, point: along(post.point) })),
    perimeter: school.perimeter.map(along),
  }
}

function apply(school: School, row: PlaceRow, system: CoordinateSystem): School {
  const { shape } = row
  if (shape === null) return school
  if (shape.kind === 'ring') return { ...school, perimeter: shape.ring.map((corner) => toWgs84(corner, system)) }
  const point = toWgs84(shape.at, system)
  return row.post === '' ? moveSchool(school, point) : placePost(school, row.post, point, row.radiusM)
}

const isFarFrom = (school: School, row: PlaceRow, system: CoordinateSystem): boolean =>
  pointsOf(row).some((point) => distanceM(toWgs84(point, system), school.point) > mostFromSchoolM)

function convertedOf(rows: readonly PlaceRow[], system: CoordinateSystem): ImportedPlaces['converted'] {
  const shiftsM = rows.flatMap(pointsOf).map((point) => shiftM(point, system))
  const sumM = shiftsM.reduce((sum, each) => sum + each, 0)
  return { points: shiftsM.length, meanShiftM: shiftsM.length === 0 ? 0 : Math.round(sumM / shiftsM.length) }
}

/**
 * What a file of places would change, and every row that was not understood, with its reason.
 *
 * Pure: nothing is changed by it. The schools' own points are moved first, so that a row that moves a school is no fault of
 * the rows of its posts.
 */
export function importPlaces(
  rows: readonly PlaceRow[],
  schools: readonly School[],
  system: CoordinateSystem,
): ImportedPlaces {
  const namesakesOf = (name: string): readonly School[] => schools.filter((school) => school.name === name)
  const changed = new Map<string, School>()
  const faulty: FaultyRow[] = []
  const taken: PlaceRow[] = []
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(subjectOf(row), (counts.get(subjectOf(row)) ?? 0) + 1)
  const isOfSchool = (row: PlaceRow): boolean => row.post === '' && row.shape?.kind === 'point'
  for (const row of [...rows.filter(isOfSchool), ...rows.filter((each) => !isOfSchool(each))]) {
    const namesakes = namesakesOf(row.school)
    const school = changed.get(row.school) ?? namesakes[0]
    const fault = faultOf(row, namesakes.length) ?? ((counts.get(subjectOf(row)) ?? 0) > 1 ? 'twice' : null)
    const isFar = fault === null && school !== undefined && !isOfSchool(row) && isFarFrom(school, row, system)
    if (fault !== null || isFar || !school) {
      faulty.push({ line: row.line, school: row.school, fault: fault ?? 'farAway' })
      continue
    }
    changed.set(row.school, apply(school, row, system))
    taken.push(row)
  }
  faulty.sort((left, right) => left.line - right.line)
  return { changed: [...changed.values()], faulty, converted: convertedOf(taken, system) }
}
