import type { Point } from './point.ts'

type LatLng = Pick<Point, 'lat' | 'lng'>

/** What a file says of one place, not yet believed. `line` is where a person finds it: a row of a sheet, a feature's number. */
export interface PlaceRow {
  readonly line: number
  /** 学校 as written. */
  readonly school: string
  /** 岗位; '' where the row is about the school itself. */
  readonly post: string
  /** A point, or a ring of points: a perimeter. As the file has them, in the file's system; null where none could be read. */
  readonly shape:
    { readonly kind: 'point'; readonly at: LatLng } | { readonly kind: 'ring'; readonly ring: readonly LatLng[] } | null
  readonly radiusM: number | null
}

/** Why a row was not understood. */
export type RowFault =
  | 'noSchool'
  | 'unknownSchool'
  | 'ambiguous'
  | 'noCoordinates'
  | 'notOnEarth'
  | 'swapped'
  | 'outsideChina'
  | 'badRadius'
  | 'tooFewCorners'
  | 'farAway'
  | 'twice'

export interface FaultyRow {
  readonly line: number
  readonly school: string
  readonly fault: RowFault
}
