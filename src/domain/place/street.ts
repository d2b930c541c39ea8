import * as v from 'valibot'
import { ScopeId, StreetId } from '../ids.ts'
import { Point } from './point.ts'

/** 道路等级. The scheme differs between cities, so labels are data; keys are ours. */
export const RoadClass = v.picklist(['demonstration', 'main', 'secondary', 'backStreet'])
export type RoadClass = v.InferOutput<typeof RoadClass>

export const roadClassLabels: Readonly<Record<RoadClass, string>> = {
  demonstration: '示范路',
  main: '主干道',
  secondary: '次干道',
  backStreet: '背街小巷',
}

export const Street = v.looseObject({
  id: StreetId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  roadClass: RoadClass,
  scope: ScopeId,
  /** Centre line, WGS-84. */
  line: v.array(Point),
})
export type Street = v.InferOutput<typeof Street>
