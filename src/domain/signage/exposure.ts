import * as v from 'valibot'
import type { RoadClass } from '../place/street.ts'
import type { PathBelow } from './sign-options.ts'

/** 人员密度: E1 nobody normally beneath, E2 an ordinary way, E3 crowded. */
export const exposures = ['E1', 'E2', 'E3'] as const
export const Exposure = v.picklist(exposures)
export type Exposure = v.InferOutput<typeof Exposure>

/** 学校周边 for the exposure; how it is measured is the bureau's rule. */
const nearGateM = 200

export interface Surroundings {
  /** To the nearest gate of a school; null where no school is known. */
  readonly gateM: number | null
  readonly roadClass: RoadClass | null
  readonly pathBelow: PathBelow
  /** What no register here knows and the surveyor sees: a bus stop, hospital, market or commercial street within 200 m. */
  readonly isBusyPlace: boolean
}

/** A street that nobody has classed is taken for a busy one. */
const isBusyStreet = (roadClass: RoadClass | null): boolean =>
  roadClass === null || roadClass === 'demonstration' || roadClass === 'main'

/** What stands beneath and around it, as one of three. */
export function exposureOf({ gateM, roadClass, pathBelow, isBusyPlace }: Surroundings): Exposure {
  if (isBusyPlace || (gateM !== null && gateM <= nearGateM)) return 'E3'
  if (pathBelow === 'entrance') return 'E3'
  if (pathBelow === 'footway') return isBusyStreet(roadClass) ? 'E3' : 'E2'
  if (pathBelow === 'carriageway') return 'E2'
  return isBusyStreet(roadClass) ? 'E2' : 'E1'
}
