import * as v from 'valibot'
import { Instant } from '../instant.ts'
import { ScopeId, PersonId, SubjectId } from '../ids.ts'
import { RoadClass } from '../place/street.ts'
import { windAlerts } from './wind-alert.ts'

/** 发布预警: stands in place of the warning before it. Subjects: the wind of the scope. */
export const WindWarned = v.looseObject({
  level: v.picklist(windAlerts.filter((level) => level !== 'none')),
  /** It ends by itself: nobody remembers to take a warning back at night. */
  until: Instant,
})
export type WindWarned = v.InferOutput<typeof WindWarned>

/** 解除预警, before its time. Subjects: the wind of the scope. */
export const WindLifted = v.looseObject({})
export type WindLifted = v.InferOutput<typeof WindLifted>

const factor = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))

/** A sign of tonight's route: why it stands there, and what only its home knows of the place. */
const RouteStop = v.looseObject({
  sign: SubjectId,
  /** The four factors, multiplied. */
  score: v.looseObject({ grade: factor, height: factor, exposure: factor, gate: factor }),
  gateM: v.nullable(v.pipe(v.number(), v.minValue(0))),
  roadClass: v.nullable(RoadClass),
})
export type RouteStop = v.InferOutput<typeof RouteStop>

/** 一组: a squad, or those people of it who are named. */
const RouteCrew = v.looseObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  squad: ScopeId,
  people: v.pipe(v.array(PersonId), v.maxLength(100)),
  stops: v.pipe(v.array(RouteStop), v.maxLength(500)),
})
export type RouteCrew = v.InferOutput<typeof RouteCrew>

export const RouteCrews = v.pipe(v.array(RouteCrew), v.maxLength(20))

/** 今晚路线, split among crews: stands in place of the split before it. Subjects: the wind of the squad whose signs they are. */
export const WindRouted = v.looseObject({ crews: RouteCrews })
export type WindRouted = v.InferOutput<typeof WindRouted>
