import type { SubjectId } from '../../../domain/ids.ts'
import { compassPoint } from '../../../domain/place/compass.ts'
import { bearingDeg, distanceM } from '../../../domain/place/distance.ts'
import type { Point } from '../../../domain/place/point.ts'
import type { School } from '../../../domain/place/school.ts'
import type { Grade } from '../../../domain/signage/grade.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import type { PlacedCase } from './use-map-data.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

interface Placed {
  readonly id: string
  readonly point: LatLng
  readonly title: string
  readonly detail: string
}

/** One line of the list beside the map. */
export type MapItem =
  | (Placed & { readonly kind: 'sign'; readonly signId: SubjectId; readonly grade: Grade | null })
  | (Placed & { readonly kind: 'case'; readonly caseId: SubjectId })
  | (Placed & { readonly kind: 'school' })

export interface MapContents {
  readonly signs: readonly SignState[]
  readonly cases: readonly PlacedCase[]
  readonly schools: readonly School[]
}

const ofSign = ({ signId, attributes, grade }: SignState): MapItem => ({
  kind: 'sign',
  id: signId,
  signId,
  grade,
  point: attributes.point,
  title: attributes.content,
  detail: attributes.address,
})
const ofCase = ({ state, point }: PlacedCase): MapItem => ({
  kind: 'case',
  id: state.caseId,
  caseId: state.caseId,
  point,
  title: state.report.categoryLabel,
  detail: state.report.place.text,
})
const ofSchool = ({ id, name, point, posts }: School): MapItem => ({
  kind: 'school',
  id,
  point,
  title: name,
  detail: posts.map((post) => post.name).join('、'),
})

/** What the map shows inside `contains`, the nearest to `from` first. */
export function itemsInView(
  { signs, cases, schools }: MapContents,
  contains: (point: LatLng) => boolean,
  from: LatLng,
): readonly MapItem[] {
  // Looked at before anything is made of them: a view holds some dozens of ten thousand.
  const seen: readonly MapItem[] = [
    ...signs.filter(({ attributes }) => contains(attributes.point)).map(ofSign),
    ...cases.filter(({ point }) => contains(point)).map(ofCase),
    ...schools.filter(({ point }) => contains(point)).map(ofSchool),
  ]
  return seen
    .map((item) => ({ item, awayM: distanceM(from, item.point) }))
    .sort((left, right) => left.awayM - right.awayM)
    .map(({ item }) => item)
}

/** Which way and how far: 东北 120. */
export const wayTo = (from: LatLng, to: LatLng): { readonly direction: string; readonly m: number } => ({
  direction: compassPoint(bearingDeg(from, to)),
  m: Math.round(distanceM(from, to)),
})
