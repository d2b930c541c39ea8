import * as v from 'valibot'
import { Instant } from '../instant.ts'
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
